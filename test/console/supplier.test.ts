import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Desk, findings, fits, heading, screenshot } from '../support/browser.js'

vi.setConfig({ testTimeout: 180_000 })

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open({ size: 400 })
  // Figures are compared once all that fails has come to a person.
  await desk.atRest(300_000)
}, 600_000)
afterAll(() => desk.close())

const shown = (n: number): string => n.toLocaleString('en-GB')

/** What the register says of EDF's meters. */
async function count(where: string): Promise<number> {
  const [row] = await desk.stack.db.unsafe<{ n: number }[]>(
    `select count(*)::int as n from journey where supplier_id = 'edf' and ${where}`,
  )
  return row?.n ?? 0
}
function first<T>([row]: readonly T[]): T {
  if (row === undefined) throw new Error('there is none')
  return row
}
const open = 'met_on is null and duty_ended_on is null and due_on is not null'

describe('the portfolio', () => {
  it('is where a supplier begins, with its figures alone, and each leads on', async () => {
    const page = await desk.page('edwin')
    await heading(page, 'My portfolio')
    expect(new URL(page.url()).pathname).toBe('/portfolio')
    const overdue = await count(`${open} and due_on < current_date`)
    await expect
      .poll(() => page.locator('dl div', { hasText: 'Overdue' }).locator('dd').first().textContent())
      .toBe(shown(overdue))
    expect(await page.getByLabel('Supplier').count()).toBe(0)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'portfolio')
    await page.getByRole('link', { name: 'past their date' }).click()
    await heading(page, 'My meters by what is due')
    expect(new URL(page.url()).search).toBe('?health=overdue')
  })
  it('is shown of any supplier to fleet people, in the dark and on a telephone too', async () => {
    const page = await desk.page('audrey', { path: '/portfolio?supplier=edf', dark: true, width: 390, height: 844 })
    await heading(page, 'Meters by stage')
    expect(await page.getByLabel('Supplier').inputValue()).toBe('edf')
    expect(await fits(page)).toBe(true)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'portfolio-dark-390')
  })
})

describe('the calendar', () => {
  it('counts each month and each day, and leads from a day to its meters', async () => {
    const day = first(
      await desk.stack.db<{ on: string; n: number }[]>`
      select due_on::text as on, count(*)::int as n from journey
      where supplier_id = 'edf' and met_on is null and duty_ended_on is null and due_on > current_date
      group by 1 order by 2 desc, 1 limit 1`,
    )
    const on = day.on
    const page = await desk.page('edwin', { path: `/calendar?month=${on.slice(0, 7)}`, width: 1440 })
    const cell = page
      .getByRole('cell')
      .filter({ has: page.getByText(new RegExp(`^${Number(on.slice(8))} \\w+ ${on.slice(0, 4)}$`)) })
    await cell.getByRole('link').first().waitFor()
    expect(await cell.getByRole('link').first().textContent()).toBe(shown(day.n))
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'calendar')
    await cell.getByRole('link').first().click()
    await heading(page, 'Meters')
    await page
      .getByText(`${shown(day.n)} meter`)
      .first()
      .waitFor()
  })
  it('is usable on a telephone', async () => {
    const page = await desk.page('ottilie', { path: '/calendar', width: 390, height: 844 })
    await heading(page, 'By month')
    expect(await fits(page)).toBe(true)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'calendar-390')
  })
})

describe('what is due', () => {
  it('lists those of one health, with how many each has', async () => {
    const page = await desk.page('edwin', { path: '/due?health=on-track', dark: true })
    const n = await count(`${open} and due_on > current_date + 60 and clock_starts_on <= current_date`)
    expect(n).toBeGreaterThan(0)
    const link = page.getByRole('navigation', { name: 'Health of the duty' }).getByRole('link', { name: /On track/ })
    await expect.poll(() => link.textContent()).toMatch(new RegExp(`\\b${shown(n)}$`))
    await page.locator('tbody tr').first().waitFor()
    await page.locator('main strong', { hasText: new RegExp(`^${shown(n)} meters?$`) }).waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'due-dark')
    await page.getByRole('link', { name: /^.*Overdue/ }).click()
    await expect.poll(() => new URL(page.url()).search).toBe('?health=overdue')
    // The longest overdue first.
    const [first] = await desk.stack.db<{ device: string }[]>`
      select m.device_id as device from journey j join meter m using (journey_id)
      where j.supplier_id = 'edf' and ${desk.stack.db.unsafe(open)} and due_on < current_date order by due_on, journey_id limit 1`
    await page
      .locator('tbody tr')
      .first()
      .getByText(first?.device ?? 'none is overdue')
      .waitFor()
  })
})

describe('the other pages', () => {
  it.each([
    ['/authorisations', 'My authorisations', 'authorisations-none'],
    ['/changes', 'My gains and losses', 'changes'],
    ['/replacements', 'My replacements', 'replacements'],
    ['/figures', 'My monthly figures', 'figures'],
  ])('%s: says what is there, or that nothing is', async (path, title, name) => {
    const page = await desk.page('edwin', { path, width: 1440, height: 900 })
    await heading(page, title)
    await page.locator('table, [role=status] strong').first().waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, name)
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await fits(page)).toBe(true)
  })
  it('figures are those of the register, and leave as a file', async () => {
    const page = await desk.page('edwin', { path: '/figures' })
    const enrolled = await count(`stage = 'enrolled'`)
    const row = page.getByRole('table', { name: 'Figures by month' }).locator('tbody tr').first()
    await expect.poll(() => row.locator('td').nth(1).textContent()).toBe(shown(enrolled))
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export CSV' }).click(),
    ])
    expect(file.suggestedFilename()).toBe('figures.csv')
  })
})

describe('a supplier’s day', () => {
  it('begins with what is due, and goes on to a decision made in place', async () => {
    const page = await desk.page('edwin')
    await heading(page, 'My portfolio')
    await page.getByRole('link', { name: 'Decisions', exact: true }).click()
    await heading(page, 'What needs my decision')
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'decisions')
    await page
      .getByRole('button', { name: /^Decide about/ })
      .first()
      .click()
    await page.getByRole('button', { name: 'Replace…' }).click()
    await page.getByLabel('What is recorded').selectOption('order')
    await page.getByLabel('Reason, for the record').fill('cannot be enrolled in time')
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'decide-one')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Replace', exact: true }).click()
    await page.getByText('Done. The meter stands at').waitFor()
    expect(await count('replacement is not null')).toBe(1)
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await page.getByRole('link', { name: 'Replacements', exact: true }).click()
    await page.getByText('1 replacement').waitFor()
  })
  it('decides about all that wait for one reason, after a dry run', async () => {
    const most = first(
      await desk.stack.db<{ code: string; n: number }[]>`
      select code, count(*)::int as n from journey where supplier_id = 'edf' and stage = 'needs-action' group by 1 order by 2 desc limit 1`,
    )
    const page = await desk.page('edwin', { path: `/decisions?code=${most.code}`, width: 1440 })
    await page.getByRole('checkbox', { name: 'Choose all on this page' }).check()
    await page.getByRole('button', { name: /^Decide: / }).click()
    await page.getByRole('menuitem', { name: /replace/i }).click()
    await page.getByText(/^All [\d,]+ meters? can|match: /).waitFor()
    await page.getByLabel('Reason, for the record').fill('none of them will make it')
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'decide-bulk')
    await page
      .getByRole('alertdialog')
      .getByRole('button', { name: /: \d+ meters?$/ })
      .click()
    await expect.poll(() => new URL(page.url()).pathname, { timeout: 30_000 }).toMatch(/^\/actions\/\d+$/)
    await expect.poll(() => count('replacement is not null'), { timeout: 60_000 }).toBe(most.n + 1)
  })
  it('ends with the word on a batch that waits for it', async () => {
    // EDF gives its word batch by batch from now on; a meter that failed is tried again, and waits for it.
    await desk.stack.edit('suppliers.yaml', (text) =>
      text.replace('standingAuthorisation: true', 'standingAuthorisation: false'),
    )
    const cli = async (...args: readonly string[]): Promise<void> => {
      const ran = await desk.stack.meterlift(...args)
      expect(ran.code, ran.stderr).toBe(0)
    }
    await cli('programme', 'apply', desk.stack.programme)
    const [meter] = await desk.stack.db<{ id: number }[]>`
      select journey_id as id from journey where supplier_id = 'edf' and stage = 'needs-action'
        and code in ('DECISION_DUE', 'ATTEMPTS_EXHAUSTED', 'PREPAYMENT_FAILED') order by 1 limit 1`
    await cli('decide', 'retry', String(meter?.id), '--reason', 'the signal is back')
    await expect.poll(() => count(`code = 'AUT_SUPPLIER'`), { timeout: 60_000 }).toBe(1)
    await cli('batch', 'plan', '--supplier', 'edf', '--code', 'AUT_SUPPLIER', '--name', 'spring')
    const page = await desk.page('edwin')
    await page.getByRole('link', { name: 'Authorisations', exact: true }).click()
    const waiting = page.getByRole('region', { name: 'Batches that wait for a word', exact: true })
    await waiting.getByRole('button', { name: /^Authorise… for edf/ }).waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'authorisations')
    await waiting.getByRole('button', { name: /^By file… for edf/ }).click()
    await page.getByLabel(/^Sender, an EUI-64/).fill('00-DB-12-34-00-00-00-01')
    const [paper] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the file' }).click(),
    ])
    expect(paper.suggestedFilename()).toMatch(/^MA_EDF_/)
    // Returned with a word that is none it is refused whole, with the line.
    const given = await readFile(await paper.path(), 'utf8')
    const back = page.getByLabel('Return it')
    const [, row = ''] = given.trimEnd().split('\n')
    const returned = (decision: string) => ({
      name: paper.suggestedFilename(),
      mimeType: 'text/csv',
      buffer: Buffer.from(given.replace(row, row.replace(/,[^,]*,([^,]*)$/, `,${decision},$1`))),
    })
    await back.setInputFiles(returned('perhaps'))
    await page.getByText('The file was not taken').waitFor()
    await page
      .getByText(/line 2/i)
      .first()
      .waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()
    await waiting.getByRole('button', { name: /^Authorise… for edf/ }).click()
    await page.getByLabel('Reason, for the record').fill('agreed in our meeting')
    await page.getByRole('alertdialog').getByRole('button', { name: 'Authorise', exact: true }).click()
    await page.getByText('Done: edf authorised 1 meter').waitFor()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Close' }).click()
    await page.getByText('No batch waits for a word').waitFor()
  })
})

describe('the browser', () => {
  it('complains of nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
