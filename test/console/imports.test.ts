import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { mpanCheckDigit } from '../../src/domain/identifiers.js'
import { Desk, findings, fits, screenshot } from '../support/browser.js'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 240_000)
afterAll(() => desk.close())

/** Meters that the portfolio has not: the first rows of a file under device ids and meter points of their own. */
async function newRows(): Promise<{ readonly header: string; readonly rows: readonly string[] }> {
  const [header = '', ...lines] = (await readFile(desk.stack.portfolio, 'utf8')).trim().split('\n')
  const columns = header.split(',')
  const fresh = lines.slice(0, 3).map((line, index) => {
    const cells = line.split(',')
    const set = (name: string, value: string) => (cells[columns.indexOf(name)] = value)
    set('meter_point', points[index] ?? '')
    set('fuel', 'electricity')
    set('device_id', `02E000FFFF00000${index}`)
    set('hub_id', `02C000FFFF00000${index}`)
    set('supplier', 'edf')
    return cells.join(',')
  })
  return { header, rows: fresh }
}
const points = ['200001234567', '120002330596', '101234567890'].map((first12) => first12 + mpanCheckDigit(first12))

const choose = (page: Page, name: string, text: string) =>
  page.getByLabel(/^Portfolio file/).setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

describe('an import', () => {
  it('with bad rows is tried dry, taken, and repaired: the rows laid aside come back and become meters', async () => {
    const { header, rows } = await newRows()
    const bad = rows.map((row, index) => (index === 0 ? row : row.replace(',electricity,', ',coal,')))
    const page = await desk.page('olive', { path: '/imports' })
    await choose(page, 'may.csv', [header, ...bad].join('\n'))
    await page.getByRole('button', { name: 'Dry run: count, change nothing' }).click()
    await page.getByText('Dry run of 3 rows: nothing was changed').waitFor({ timeout: 60_000 })
    await page.getByText('2 would be rejected').waitFor()
    await page.getByText('FUEL_INVALID').first().waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'import-dry-run')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('Imported 3 rows').waitFor({ timeout: 60_000 })
    await page.getByRole('link', { name: /see and repair the 2 rejected rows/ }).click()
    await page.getByRole('heading', { level: 1, name: /may\.csv/ }).waitFor()
    await page.getByRole('table', { name: 'Problems by row' }).waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'import')
    const file = page.waitForEvent('download')
    await page.getByRole('link', { name: /the 2 rejected rows/ }).click()
    const laidAside = await readFile(await (await file).path(), 'utf8')
    expect(laidAside).toContain('coal')
    await choose(page, 'may-corrected.csv', laidAside.replaceAll('coal', 'electricity'))
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('Imported 2 rows').waitFor({ timeout: 60_000 })
    await page.getByText('2 new, 0 changed').waitFor()
    const made = await desk.stack.db`select 1 from meter where device_id like '02-E0-00-FF-FF%'`
    expect(made).toHaveLength(3)
    await page.goto('/imports')
    await page.getByRole('link', { name: 'may-corrected.csv' }).waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'imports')
  })
  it('begins where the file is dropped, and of what is dropped while one is sent nothing is taken', async () => {
    const [{ header, rows }, page] = [await newRows(), await desk.page('olive', { path: '/imports' })]
    const drop = async (name: string, text: string): Promise<void> => {
      const dataTransfer = await page.evaluateHandle(
        `(() => { const it = new DataTransfer(); it.items.add(new File([${JSON.stringify(text)}], '${name}', { type: 'text/csv' })); return it })()`,
      )
      const place = page.locator('div', { has: page.getByLabel(/^Portfolio file/) }).last()
      await place.dispatchEvent('dragover', { dataTransfer })
      await place.dispatchEvent('drop', { dataTransfer })
    }
    await drop('dropped.csv', [header, rows[0]].join('\n'))
    await page.getByText('Chosen: dropped.csv').waitFor()
    await page.route('**/v1/imports*', async (route) => {
      if (route.request().method() === 'POST') await drop('late.csv', 'rubbish')
      await route.continue()
    })
    await page.getByRole('button', { name: 'Dry run: count, change nothing' }).click()
    await page.getByText('Dry run of 1 row: nothing was changed').waitFor({ timeout: 60_000 })
    await page.getByText('Chosen: dropped.csv').waitFor()
  })
  it('of a file that is none changes nothing and says why', async () => {
    const page = await desk.page('olive', { path: '/imports' })
    await choose(page, 'rubbish.csv', 'rubbish\n1')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('Nothing was imported, and nothing was changed').waitFor({ timeout: 60_000 })
    await page.getByText(/PORTFOLIO_/).waitFor()
    expect(await findings(page)).toEqual([])
  })
  it('is shown to who may only look, on a telephone in the dark too', async () => {
    const page = await desk.page('audrey', { path: '/imports', width: 390, height: 844, dark: true })
    await page.getByText('You may look at imports, and not begin one').waitFor()
    await page.locator('tbody tr').first().waitFor()
    expect(await fits(page)).toBe(true)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'imports-390-dark')
  })
})

describe('exceptions', () => {
  it('are counted by who must clear them, listed with both values, and lead to the meter', async () => {
    const page = await desk.page('olive', { path: '/exceptions' })
    const groups = page.getByRole('table', { name: 'Open exceptions by owner and code' })
    await groups.locator('tbody tr').first().waitFor({ timeout: 60_000 })
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'exceptions')
    await groups.locator('tbody tr').first().getByRole('link').click()
    const list = page.getByRole('table', { name: 'Open exceptions', exact: true })
    const code = new URL(page.url()).searchParams.get('code') ?? '?'
    await expect
      .poll(async () => [...new Set(await list.locator('tbody td:nth-child(2)').allTextContents())])
      .toEqual([code])
    await list.getByRole('link').first().click()
    await page.getByRole('heading', { name: 'Where it stands, and why' }).waitFor()
  })
  it('that were cleared are shown apart', async () => {
    await desk.stack.db`
      update inventory_exception set closed_at = now()
      where (journey_id, code) in (select journey_id, code from inventory_exception where closed_at is null order by 1 limit 1)`
    const page = await desk.page('olive', { path: '/exceptions?state=closed', width: 390, height: 844, dark: true })
    await page.getByRole('columnheader', { name: 'Cleared' }).waitFor()
    expect(await fits(page)).toBe(true)
    expect(await findings(page)).toEqual([])
  })
})

describe('the browser', () => {
  it('complains of nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
