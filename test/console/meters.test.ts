import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { Desk, findings, fits, heading, screenshot } from '../support/browser.js'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 240_000)
afterAll(() => desk.close())

const counted = async (page: Page): Promise<number> => {
  const text = await page.locator('main strong', { hasText: /^[\d,]+ meters?$/ }).textContent()
  return Number((text ?? '').replaceAll(/\D/g, ''))
}

describe('the meters', () => {
  it('pages forwards and back, and every page has other meters', async () => {
    const page = await desk.page('olive', { path: '/meters' })
    const ids = () => page.locator('tbody td:nth-child(2)').allTextContents()
    await page.locator('tbody tr').first().waitFor()
    const first = await ids()
    await page.getByRole('button', { name: 'Next' }).click()
    await page.getByText('Page 2').waitFor()
    await expect.poll(async () => (await ids())[0]).not.toBe(first[0])
    const second = await ids()
    expect(second.filter((id) => first.includes(id))).toEqual([])
    await page.getByRole('button', { name: 'Previous' }).click()
    await expect.poll(ids).toEqual(first)
  })
  it.each([
    ['/meters', 'Meters', ['Supplier', 'Stage', 'Code', 'Due', 'In stage since']],
    ['/exceptions', 'Open exceptions', ['Code', 'Registered', 'Reported', 'Supplier', 'Opened']],
    ['/decisions', 'Meters that wait for a decision', ['Decision', 'Supplier', 'Code', 'Due', 'In stage since']],
  ])('does not make one scroll %s sideways, and leaves out what matters least', async (path, list, titles) => {
    const page = await desk.page('olive', { path })
    const room = page.getByRole('region', { name: list, exact: true })
    await room.locator('tbody tr').first().waitFor()
    // With the pages' list beside it; the narrowest at which each step of columns is there among them.
    for (const width of [1100, 1230, 1280, 1380, 1440, 1520]) {
      await page.setViewportSize({ width, height: 800 })
      const { scrollWidth, clientWidth } = await room.evaluate((list) => {
        const { scrollWidth, clientWidth } = list as unknown as { scrollWidth: number; clientWidth: number }
        return { scrollWidth, clientWidth }
      })
      expect(scrollWidth, `at ${width}`).toBe(clientWidth)
      for (const name of titles) await room.getByRole('columnheader', { name, exact: true }).waitFor()
    }
  })
  it('keeps its filters in the address, and chooses all that match with their number', async () => {
    const page = await desk.page('olive', { path: '/meters?supplier=edf', width: 1440, height: 900 })
    await page.getByLabel('Fuel').selectOption('electricity')
    await expect.poll(() => new URL(page.url()).search).toBe('?supplier=edf&fuel=electricity')
    const [row] = await desk.stack.db<{ n: number }[]>`
      select count(*)::int as n from journey j join meter using (journey_id) where j.supplier_id = 'edf' and fuel = 'electricity'`
    await expect.poll(() => counted(page)).toBe(row?.n)
    await page
      .getByRole('checkbox', { name: /^Choose meter/ })
      .first()
      .check()
    await page.getByRole('button', { name: `Choose all ${row?.n} that match` }).click()
    await page.getByText(`All ${row?.n} that match chosen`).waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'meters')
    await page.goBack()
    await expect.poll(() => new URL(page.url()).search).toBe('?supplier=edf')
  })
  it('says what to do where nothing matches, and what is wrong where a filter is', async () => {
    const page = await desk.page('olive', { path: '/meters?stage=lost' })
    await page.getByText('No meter matches these filters').waitFor()
    await page.goto('/meters?supplier=nobody')
    await page.getByText('FILTER_INVALID').waitFor()
    expect(await findings(page)).toEqual([])
  })
  it('is usable on a telephone', async () => {
    const page = await desk.page('olive', { path: '/meters', width: 390, height: 844 })
    await page.locator('tbody tr').first().waitFor()
    expect(await fits(page)).toBe(true)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'meters-390')
  })
})

describe('finding', () => {
  it('leads from a device id to the story of its meter by the keyboard alone', async () => {
    const page = await desk.page('olive')
    await heading(page, 'Overview')
    const [row] = await desk.stack.db<
      { device: string }[]
    >`select device_id as device from meter order by journey_id limit 1`
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Page, meter point, device id or hub').waitFor()
    await page.keyboard.type(row?.device ?? '')
    await page.getByRole('option', { name: row?.device ?? '' }).waitFor()
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await heading(page, 'Where it stands, and why')
    expect(await page.title()).toBe(`Meter ${row?.device} · Meterlift`)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'meter')
  })
})

describe('the browser', () => {
  it('complains of nothing: no script failed, and the policy of content refused nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
