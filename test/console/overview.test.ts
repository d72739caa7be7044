import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { command, Desk, findings, fits, heading, screenshot } from '../support/browser.js'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 240_000)
afterAll(() => desk.close())

describe('the overview', () => {
  it('counts every meter by stage, and leads from a stage to its meters', async () => {
    const page = await desk.page('olive')
    await heading(page, 'Meters by stage')
    const rows = page.getByRole('table', { name: 'Meters by stage' }).locator('tbody tr')
    const figures = await rows.locator('td:nth-child(2)').allTextContents()
    const all = figures.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0)
    const [row] = await desk.stack.db<{ n: number }[]>`select count(*)::int as n from journey`
    expect(all).toBe(row?.n)
    expect(await findings(page)).toEqual([])
    await page.getByRole('link', { name: 'Waiting', exact: true }).click()
    await expect.poll(() => page.title()).toBe('Meters · Meterlift')
    expect(new URL(page.url()).search).toBe('?stage=waiting')
  })
  it('leads a supplier to its own portfolio instead, in the dark too', async () => {
    const page = await desk.page('edwin', { dark: true })
    await heading(page, 'My portfolio')
    expect(new URL(page.url()).pathname).toBe('/portfolio')
    await heading(page, 'Meters by stage')
    expect(await page.getByLabel('Supplier').count()).toBe(0)
    expect(await findings(page)).toEqual([])
  })
  it('is calm where nothing is wrong, and shows what the lanes did and what of the day is left', async () => {
    const page = await desk.page('olive', { height: 1500 })
    await heading(page, 'Lanes')
    await page.getByText('No storm, no stop in the last 24 hours').waitFor()
    await page.getByText('No batch needs attention').waitFor()
    await page.getByText('Sent to DCC').waitFor()
    expect(await page.getByRole('region', { name: 'What stands still' }).count()).toBe(0)
    const lanes = page.getByRole('table', { name: 'Lane by lane' }).locator('tbody tr')
    // “59 of 5,000”: what went, of the lane's day.
    const shown = async (): Promise<number> => {
      const cells = await lanes.locator('td:nth-child(4)').allTextContents()
      return cells.reduce((sum, text) => sum + Number(text.split(' of ')[0]?.replaceAll(',', '')), 0)
    }
    const used = async (): Promise<number | undefined> => {
      const [row] = await desk.stack.db<{ n: number }[]>`select coalesce(sum(used), 0)::int as n from lane_day`
      return row?.n
    }
    await expect.poll(used, { timeout: 60_000 }).toBeGreaterThan(0)
    await expect.poll(async () => (await shown()) - ((await used()) ?? 0), { timeout: 60_000 }).toBe(0)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'overview')
  })
  it('says on every page that a lane is stopped or its breaker open, and in the story of the day', async () => {
    const page = await desk.page('olive')
    const still = page.getByRole('region', { name: 'What stands still' })
    await command(page, '/v1/lanes/itron/stop', { reason: 'the head end is being moved' })
    await command(page, '/v1/lanes/edmi/breaker', { order: 'open', reason: 'an outage is reported' })
    await page.goto('/meters')
    await still.getByText('Itron head end is stopped.').waitFor()
    await still.getByText('EDMI head end: the breaker is open').waitFor()
    await still.getByText('the head end is being moved').waitFor()
    expect(await findings(page)).toEqual([])
    await page.goto('/')
    const row = (name: string) => page.getByRole('table', { name: 'Lane by lane' }).locator('tr', { hasText: name })
    await row('Itron').getByText('stopped').waitFor()
    await row('EDMI').getByText('breaker open').waitFor()
    await page.getByRole('region', { name: 'Storms and stops' }).getByText('LANE_STOPPED').waitFor()
    expect(await findings(page)).toEqual([])
  })
  it('tells of an emergency stop before all else, and of nothing once it is lifted', async () => {
    const page = await desk.page('olive')
    const still = page.getByRole('region', { name: 'What stands still' })
    await command(page, '/v1/lanes/itron/lift', { reason: 'moved' })
    await command(page, '/v1/lanes/edmi/breaker', { order: 'closed', reason: 'there was none' })
    await command(page, '/v1/lanes/stop', { reason: 'DCC asked for it' })
    await page.reload()
    await still.getByText('Emergency stop: nothing is submitted on any lane.').waitFor()
    expect(await still.getByRole('alert').count()).toBe(1)
    await heading(page, 'Meters by stage')
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'overview-stop')
    const narrow = await desk.page('audrey', { width: 390, height: 844 })
    await narrow.getByText('DCC asked for it').first().waitFor()
    expect(await fits(narrow)).toBe(true)
    expect(await findings(narrow)).toEqual([])
    await screenshot(narrow, 'overview-390')
    const supplier = await desk.page('edwin')
    await heading(supplier, 'Meters by stage')
    expect(await supplier.getByText('Emergency stop').count()).toBe(0)
    await command(page, '/v1/lanes/lift', { reason: 'DCC is well again' })
    await page.reload()
    await heading(page, 'Meters by stage')
    await expect.poll(() => still.count()).toBe(0)
  })
})

describe('the browser', () => {
  it('complains of nothing: no script failed, and the policy of content refused nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
