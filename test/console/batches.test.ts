import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { confirm, Desk, findings, fits, heading, screenshot } from '../support/browser.js'
import { until } from '../support/until.js'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open({ held: true })
  // Every meter has been checked; those that can go wait for a batch.
  await until('every meter is checked', 200_000, async () => (await countOf('inventory')) === 0)
}, 480_000)
afterAll(() => desk.close())

const slowly = { timeout: 240_000, interval: 1_000 } as const

async function countOf(stage: string): Promise<number> {
  const [row] = await desk.stack.db<{ n: number }[]>`select count(*)::int as n from journey where stage = ${stage}`
  return row?.n ?? 0
}

async function cli(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await desk.stack.meterlift('batch', ...args)
  expect(stderr).toBe('')
  expect(code).toBe(0)
  return stdout
}

describe('a batch', () => {
  it('is planned by one person, approved by another and run to its end', async () => {
    const olive = await desk.page('olive', { path: '/meters?stage=migration&payment-mode=credit' })
    await olive.getByRole('link', { name: 'Plan a batch of these' }).click()
    await heading(olive, 'What it would be', 60_000)
    expect(new URL(olive.url()).search).toBe('?stage=migration&payment-mode=credit')
    await olive.getByLabel('Name of the batch').fill('The first credit meters')
    await olive.getByLabel('Meters in the canary').fill('none')
    await olive.getByText('Put right what is marked first.').waitFor()
    await olive.getByLabel('Meters in the canary').fill('10')
    await olive.getByLabel('Success needed, %').fill('10')
    await olive.getByText(/^More:/).click()
    await olive.getByLabel('All that is left waits for others').selectOption('it ends by itself')
    const plan = olive.getByRole('button', { name: 'Plan and put forward…' })
    await expect.poll(() => plan.isEnabled(), slowly).toBe(true)
    expect(await findings(olive)).toEqual([])
    await screenshot(olive, 'batch-plan')
    await plan.click()
    expect(await findings(olive)).toEqual([])
    await confirm(olive, /^Plan \d+ meters$/, 'and awaits approval')
    await heading(olive, 'Batch 1: The first credit meters', 60_000)
    await olive.getByText('This is for approver, admin.').first().waitFor()
    expect(await olive.getByRole('button', { name: 'Approve' }).isDisabled()).toBe(true)

    const april = await desk.page('april', { path: '/batches?attention=true' })
    await april.getByText('It awaits approval.').waitFor({ timeout: 60_000 })
    await april.getByRole('link', { name: '1 The first credit meters' }).click()
    await april.getByRole('button', { name: 'Approve', exact: true }).click()
    await screenshot(april, 'batch-approve')
    await confirm(april, /^Approve/, /Batch 1 is/)
    await april
      .getByText(/Releasing$/)
      .first()
      .waitFor({ timeout: 60_000 })
    await screenshot(april, 'batch')
    await april.getByRole('heading', { name: 'Summary' }).waitFor({ timeout: 240_000 })
    await april
      .getByText(/Finished$/)
      .first()
      .waitFor()
    const [row] = await desk.stack.db<{ enrolled: number; members: number }[]>`
      select count(*) filter (where state = 'enrolled')::int as enrolled, count(*)::int as members from batch_member where batch_id = 1`
    expect(row?.enrolled).toBeGreaterThan(0)
    await april.getByText(new RegExp(`^${row?.enrolled} members? enrolled`)).waitFor()
    expect(await findings(april)).toEqual([])
    await screenshot(april, 'batch-summary')
  }, 600_000)

  it('is paused, resumed, slowed and cancelled, its waves are held and skipped, each on what was seen', async () => {
    const waiting = ['--stage', 'waiting', '--waves', '5,5', '--check', '--submit', '--by', 'Pat']
    await cli('plan', '--name', 'Those that wait', ...waiting)
    await cli('approve', '2', '--by', 'Ann', '--reason', 'agreed')
    const page = await desk.page('olive', { path: '/batches/2', dark: true })
    await page
      .getByText(/Releasing$/)
      .first()
      .waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Change the rate' }).click()
    await page.getByLabel('Members an hour at most').fill('100')
    await cli('rate', '2', '500', '--reason', 'meanwhile')
    const dialog = page.getByRole('alertdialog')
    await dialog.getByLabel('Reason, for the record').fill('slower')
    await dialog.getByRole('button', { name: 'Change the rate' }).click()
    await dialog.getByText('BATCH_MOVED').waitFor()
    await dialog.getByText('now 500 an hour at most').waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'batch-moved')
    await confirm(page, 'Change the rate', 'The batch releases 100 an hour at most')
    await page.getByText('now 100 an hour at most').waitFor({ timeout: 60_000 })
    await page.getByRole('button', { name: 'Hold wave 2' }).click()
    await confirm(page, /^Hold wave 2/, 'Wave 2 is')
    await page.getByRole('table', { name: 'Waves of this batch' }).getByText('held').waitFor()
    await page.getByRole('button', { name: 'Skip wave 3' }).click()
    await confirm(page, /^Skip wave 3/, 'Wave 3 is')
    await page.getByRole('button', { name: 'Pause' }).click()
    await confirm(page, /^Pause/, /Batch 2 is paus/)
    await page
      .getByText(/Paused$/)
      .first()
      .waitFor({ timeout: 60_000 })
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'batch-dark')
    await page.getByRole('button', { name: 'Resume' }).click()
    await confirm(page, /^Resume/, /Batch 2 is releasing/)
    await page.getByRole('button', { name: 'Cancel the batch' }).click()
    await confirm(page, /^Cancel the batch/, /Batch 2 is cancel/)
    await page.getByRole('heading', { name: 'Summary' }).waitFor({ timeout: 60_000 })
  }, 300_000)

  it('shows its members by state and reason, and is usable on a telephone', async () => {
    const page = await desk.page('audrey', {
      path: '/batches/2?state=given-back&code=BAT_WAVE_SKIPPED',
      width: 390,
      height: 844,
    })
    await page
      .getByRole('link', { name: /^02-|^[0-9A-F]{2}-/ })
      .first()
      .waitFor({ timeout: 60_000 })
    expect(await fits(page)).toBe(true)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'batch-390')
    await page.goto('/batches')
    await page.getByRole('link', { name: '2 Those that wait' }).waitFor()
    await page.getByText('Planning a batch is for operator, admin.').waitFor()
    expect(await fits(page)).toBe(true)
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 1440, height: 900 })
    await screenshot(page, 'batches')
  }, 120_000)

  it('is not there for those who may not see batches, nor where there is none', async () => {
    const edwin = await desk.page('edwin', { path: '/batches' })
    await edwin.getByText('This is not for your role').waitFor()
    const olive = await desk.page('olive', { path: '/batches/99' })
    await olive.getByText('BATCH_UNKNOWN').waitFor({ timeout: 60_000 })
  })
})

describe('the browser', () => {
  it('complains of nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
