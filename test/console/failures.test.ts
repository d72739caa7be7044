import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { Desk, findings, fits, screenshot } from '../support/browser.js'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open({ size: 300 })
  await desk.atRest(400_000)
}, 480_000)
afterAll(() => desk.close())

interface Failed {
  readonly journeyId: number
  readonly device: string
}

const failedWith = (code: string): Promise<readonly Failed[]> => desk.stack.db<Failed[]>`
  select j.journey_id as "journeyId", m.device_id as device from journey j join meter m using (journey_id)
  where j.failure_code = ${code} and j.stage = 'needs-action' order by 1`

/** What the device really is: mended, its next attempt succeeds. */
const mend = ({ device }: Failed) =>
  desk.stack.sandbox(`/sandbox/devices/${device}`, { method: 'PATCH', body: JSON.stringify({ fate: 'clean' }) })

const act = async (page: Page, code: string, kind: string): Promise<void> => {
  await page
    .getByRole('region', { name: new RegExp(`^${code}: `) })
    .getByRole('button', { name: /^Act/ })
    .first()
    .click()
  await page.getByRole('menuitem', { name: new RegExp(`^${kind}`) }).click()
}
const why = (page: Page, reason: string) => page.getByLabel('Reason, for the record').fill(reason)
const begin = async (page: Page, name: RegExp): Promise<void> => {
  await page.getByRole('alertdialog').getByRole('button', { name }).click()
  await page.getByRole('heading', { level: 1, name: /^Action \d+/ }).waitFor()
}
const figure = async (page: Page, table: string, row: string): Promise<number> => {
  const line = page.getByRole('table', { name: table }).getByRole('row', { name: row })
  return Number((await line.locator('td').first().textContent())?.replaceAll(',', ''))
}

describe('failures', () => {
  it('are shown by cause with who must act and the remedy, and lead to just their meters', async () => {
    const page = await desk.page('olive', { path: '/failures', width: 1440, height: 900 })
    const code = page.getByRole('region', { name: /^K401: / })
    await code.getByText('must act').waitFor()
    expect(await findings(page)).toEqual([])
    // The page itself does not scroll: there is nothing below its end.
    await page.setViewportSize({ width: 1440, height: 300 })
    expect(await page.evaluate('document.documentElement.scrollHeight <= innerHeight')).toBe(true)
    await page.setViewportSize({ width: 1440, height: 900 })
    await screenshot(page, 'failures')
    const failed = await failedWith('K401')
    await code.getByRole('link', { name: /^[\d,]+ meters?$/ }).click()
    await page.locator('main strong', { hasText: new RegExp(`^${failed.length} meters?$`) }).waitFor()
    expect(new URL(page.url()).search).toBe('?failure=K401&open-failure=true')
  })
  it('keep their filters in the address, in the dark and on a telephone too', async () => {
    const page = await desk.page('olive', { path: '/failures?failure=K401', width: 390, height: 844, dark: true })
    await page.getByRole('heading', { name: /^K401: / }).waitFor()
    expect(await page.getByRole('heading', { level: 2, name: /^\w\d{3}: / }).count()).toBe(1)
    expect(await fits(page)).toBe(true)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'failures-390-dark')
  })
  it('say what may not be done, and who may', async () => {
    const page = await desk.page('edwin', { path: '/failures' })
    await page.getByRole('button', { name: /^Act/ }).first().click()
    const refer = page.getByRole('menuitem', { name: /^Refer/ })
    expect(await refer.textContent()).toContain('Between the operations team and others')
    expect(await refer.getAttribute('aria-disabled')).toBe('true')
    expect(await page.getByRole('menuitem', { name: /^Exclude/ }).textContent()).toContain('approver, admin')
    expect(await findings(page)).toEqual([])
  })
})

describe('a failing group', () => {
  it('is not retried in vain: the cause is found, the fix recorded, and the retry told by its outcome', async () => {
    const failed = await failedWith('K401')
    const [first] = failed
    if (first === undefined) throw new Error('no meter failed with K401')
    const page = await desk.page('olive', { path: '/failures' })
    await act(page, 'K401', 'Retry')
    await page.getByText('K401 needs a fix first').first().waitFor()
    const send = page.getByRole('alertdialog').getByRole('button', { name: /^Retry: 0 meters/ })
    expect(await send.isDisabled()).toBe(true)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'retry-in-vain')
    await page.getByRole('button', { name: 'Cancel' }).click()
    // The keys of one are back, and the SMSO says so of all.
    await mend(first)
    await act(page, 'K401', 'Record the fix as done')
    await page.getByLabel('What was done').fill('keys recovered by the SMSO')
    await why(page, 'INC-4711')
    await begin(page, /^Record the fix as done: /)
    await page.getByText('Came to its last meter').waitFor({ timeout: 60_000 })
    await page.goto('/failures?failure=K401')
    await page.getByText('fixed, to be retried').waitFor()
    await act(page, 'K401', 'Retry')
    await why(page, 'keys are back')
    await begin(page, /^Retry: /)
    const outcomes = 'Outcome of those that were tried again'
    await expect.poll(() => figure(page, outcomes, 'Enrolled'), { timeout: 120_000 }).toBeGreaterThan(0)
    await expect.poll(() => figure(page, outcomes, 'Under way'), { timeout: 120_000 }).toBe(0)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'action')
    await page.getByRole('link', { name: 'Enrolled', exact: true }).click()
    await page.getByRole('link', { name: first.device }).waitFor()
    expect(new URL(page.url()).search).toBe('?outcome=enrolled')
  })
  it('is corrected by a file and retried: rows that will not do are named, the outcome is told', async () => {
    const [meter] = await failedWith('W101')
    if (meter === undefined) throw new Error('no meter failed with W101')
    await mend(meter)
    const page = await desk.page('olive', { path: '/failures' })
    await act(page, 'W101', 'Correct, then retry')
    await page.getByLabel('File of corrections (CSV)').setInputFiles({
      name: 'read on site.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`meter,compliance_evidence\n${meter.device},SITE-17\nnobody,SITE-18\n`),
    })
    await page.getByText('Left out: 1 row').waitFor()
    expect(await findings(page)).toEqual([])
    await why(page, 'read on site')
    await begin(page, /^Correct, then retry: 1 meter/)
    await expect
      .poll(() => figure(page, 'Outcome of those that were tried again', 'Enrolled'), { timeout: 120_000 })
      .toBe(1)
    await page.getByRole('link', { name: meter.device }).click()
    await page.getByRole('heading', { name: 'Where it stands, and why' }).waitFor()
    await page.getByText('SITE-17').first().waitFor()
  })
})

describe('actions', () => {
  it('on chosen meters mean just these, and are found again with who asked and why', async () => {
    const page = await desk.page('olive', { path: '/meters?stage=needs-action' })
    const boxes = page.getByRole('checkbox', { name: /^Choose meter/ })
    await boxes.first().check()
    await boxes.nth(1).check()
    await page.getByRole('button', { name: 'Act: 2 meters chosen' }).click()
    await page.getByRole('menuitem', { name: 'Hand to an owner' }).click()
    await page.getByText('All 2 meters can').waitFor()
    await page.getByLabel('To whom').fill('field team')
    await page.getByLabel('What is to be done').fill('visit before Friday')
    await why(page, 'nobody answers')
    await begin(page, /^Hand to an owner: 2 meters/)
    await page.getByText('nobody answers').waitFor()
    await page.getByRole('link', { name: 'Actions', exact: true }).click()
    await page.getByRole('link', { name: 'hand 2 chosen' }).waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'actions')
    await page.goto('/meters?owner=field+team')
    await page.locator('main strong', { hasText: /^2 meters$/ }).waitFor()
  })
  it('on all that match are refused where that is the whole fleet', async () => {
    const page = await desk.page('olive', { path: '/meters' })
    await page
      .getByRole('checkbox', { name: /^Choose meter/ })
      .first()
      .check()
    await page.getByRole('button', { name: /^Choose all/ }).click()
    await page.getByRole('button', { name: 'Act: all that match' }).click()
    await page.getByRole('menuitem', { name: /^Retry/ }).click()
    await page.getByText('ACTION_WITHOUT_FILTER').waitFor()
  })
})

describe('the browser', () => {
  it('complains of nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
