import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Page } from 'playwright-core'
import { Desk, findings, fits, type Person, screenshot } from '../support/browser.js'

// Meters come to a person only once they have failed.
vi.setConfig({ testTimeout: 180_000 })

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 240_000)
afterAll(() => desk.close())

interface Found {
  readonly journeyId: number
  readonly device: string
}

/** A meter that stands still where a person must act, and that no other test here takes. */
const taken = new Set<number>()
async function meterAt(stage: string, { supplier = '', code = '' } = {}): Promise<Found> {
  let found: Found | undefined
  await expect
    .poll(
      async () => {
        const rows = await desk.stack.db<Found[]>`
          select j.journey_id as "journeyId", m.device_id as device from journey j join meter m using (journey_id)
          where j.stage = ${stage} and ${supplier} in ('', j.supplier_id) and ${code} in ('', j.code)
            and not exists (select from inventory_exception e where e.journey_id = j.journey_id and e.code = 'INV_SIBLING_UNKNOWN')
          order by 1`
        found = rows.find(({ journeyId }) => !taken.has(journeyId))
        return found?.journeyId
      },
      { timeout: 150_000 },
    )
    .toBeDefined()
  if (found === undefined) throw new Error(`no meter is at ${stage}`)
  taken.add(found.journeyId)
  return found
}

async function open(person: Person, { journeyId }: Found, options = {}): Promise<Page> {
  const page = await desk.page(person, { path: `/meters/${journeyId}`, ...options })
  await page.getByRole('heading', { name: 'What may be done now' }).waitFor()
  return page
}

const act = (page: Page, name: string) => page.getByRole('button', { name: `${name}…` }).click()
const dialog = (page: Page) => page.getByRole('alertdialog')
const why = (page: Page, reason: string) => page.getByLabel('Reason, for the record').fill(reason)
const send = (page: Page, name: string) => dialog(page).getByRole('button', { name, exact: true }).click()
const close = (page: Page) => dialog(page).getByRole('button', { name: 'Close' }).click()
const line = (page: Page, name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) })

describe('a decision about one meter', () => {
  it('is sent with its reason, and the page tells what came of it', async () => {
    const meter = await meterAt('needs-action', { supplier: 'edf' })
    const page = await open('edwin', meter)
    expect(await findings(page)).toEqual([])
    await act(page, 'Record as lost')
    expect(await dialog(page).getByRole('button', { name: 'Record as lost' }).isDisabled()).toBe(true)
    await page.getByLabel('What became of it').selectOption('demolished')
    await why(page, 'the street is gone')
    expect(await findings(page)).toEqual([])
    await send(page, 'Record as lost')
    await page.getByText('Done. The meter stands at').waitFor()
    await close(page)
    const [row] = await desk.stack.db`select stage from journey where journey_id = ${meter.journeyId}`
    expect(row).toEqual({ stage: 'lost' })
    await line(page, 'Retry').getByText('not now').waitFor()
  })
  it('that corrects shows what was reported beside what is held, and sends what was changed alone', async () => {
    const meter = await meterAt('blocked', { code: 'INV_FIRMWARE' })
    const [said] = await desk.stack.db<{ reported: string }[]>`
      select reported from inventory_exception where journey_id = ${meter.journeyId} and code = 'INV_FIRMWARE' and closed_at is null`
    const page = await open('olive', meter, { width: 390, height: 844 })
    expect(await fits(page)).toBe(true)
    await act(page, 'Correct its data')
    await page.getByText('Nothing is changed yet').waitFor()
    await page.getByText(`Reported: ${said?.reported} (INV_FIRMWARE)`).waitFor()
    await dialog(page)
      .getByLabel('Firmware', { exact: true })
      .fill(said?.reported ?? '')
    await why(page, 'as the SMSO reads it')
    await page.getByText(`Changed: firmware to ${said?.reported}`).waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'meter-correct-390')
    await send(page, 'Correct its data')
    await page.getByText('Done. The meter stands at').waitFor()
    const changes = await desk.stack.db<{ changes: object }[]>`
      select changes from correction where journey_id = ${meter.journeyId}`
    expect(changes.map((each) => Object.keys(each.changes))).toEqual([['firmware']])
  })
  it('on what has moved on meanwhile is refused, and a second press decides on how it stands now', async () => {
    const meter = await meterAt('needs-action', { supplier: 'edf' })
    const [mine, theirs] = [await open('edwin', meter), await open('olive', meter)]
    await act(mine, 'Replace')
    await mine.getByLabel('What is recorded').selectOption('order')
    await why(mine, 'cannot be mended')
    await act(theirs, 'Authorise')
    await why(theirs, 'by telephone')
    await send(theirs, 'Authorise')
    await theirs.getByText('Done. The meter stands at').waitFor()
    await send(mine, 'Replace')
    await mine.getByText('METER_MOVED').waitFor()
    expect(
      await desk.stack.db`select 1 from journey where journey_id = ${meter.journeyId} and replacement is not null`,
    ).toEqual([])
    await screenshot(mine, 'meter-moved')
    await send(mine, 'Replace')
    await mine.getByText('Done. The meter stands at').waitFor()
  })
  it('to exclude is the approver’s, with category and evidence, and can be taken back; others read who may', async () => {
    const meter = await meterAt('needs-action')
    const other = await open('olive', meter)
    await line(other, 'Exclude').getByText('Those who may: approver, admin.').waitFor()
    const page = await open('april', meter, { dark: true })
    await act(page, 'Exclude')
    await page.getByLabel('Category').selectOption('no-wan-while-migrating')
    await page.getByLabel('Evidence, or a reference to it').fill('CASE-17')
    await why(page, 'no signal in the cellar')
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'meter-exclude-dark')
    await send(page, 'Exclude')
    await page.getByText('Done. The meter stands at').waitFor()
    await close(page)
    await act(page, 'Reopen')
    await why(page, 'the hub was moved')
    await send(page, 'Reopen')
    await page.getByText('Done. The meter stands at').waitFor()
    expect(
      await desk.stack.db`select 1 from journey where journey_id = ${meter.journeyId} and stage = 'excluded'`,
    ).toEqual([])
  })
})

describe('a deadline', () => {
  it('is met by a replacement: ordered, appointed, done, and then its duty reads met', async () => {
    const meter = await meterAt('needs-action', { supplier: 'edf' })
    const page = await open('edwin', meter)
    const record = async (step: string, fields: Readonly<Record<string, string>>): Promise<void> => {
      await act(page, 'Replace')
      await page.getByLabel('What is recorded').selectOption(step)
      for (const [label, value] of Object.entries(fields)) await dialog(page).getByLabel(label).fill(value)
      await why(page, 'cannot be enrolled in time')
      await send(page, 'Replace')
      await page.getByText('Done. The meter stands at').waitFor()
      await close(page)
    }
    await record('order', {})
    await page
      .getByText(/^.Replacement$/)
      .first()
      .waitFor()
    await record('appoint', { 'The visit is on': '2030-01-07' })
    await record('done', { 'New device id': '02-5E-00-00-00-00-0A-01' })
    await page
      .getByText(/^.Met (in time|late)$/)
      .first()
      .waitFor()
    const [row] = await desk.stack.db`
      select stage, met_on is not null as met, replacement->>'newDeviceId' as device from journey where journey_id = ${meter.journeyId}`
    expect(row).toEqual({ stage: 'replaced', met: true, device: '02-5E-00-00-00-00-0A-01' })
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'meter-replaced')
  })
})

describe('the browser', () => {
  it('complains of nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
