import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { Desk, findings, fits, heading, screenshot } from '../support/browser.js'

let desk: Desk
let folder: string
let files: readonly string[]
beforeAll(async () => {
  desk = await Desk.open({ size: 60 })
  folder = await mkdtemp(join(tmpdir(), 'meterlift-proposed-'))
  const names = (await readdir(desk.stack.programme)).filter((name) => /\.(ya?ml|csv)$/.test(name))
  for (const name of names) await writeFile(join(folder, name), await readFile(join(desk.stack.programme, name)))
  files = names.map((name) => join(folder, name))
}, 400_000)
afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})

/** Changes one of the files that are proposed. */
const edit = (name: string, change: (text: string) => string) => desk.stack.edit(join(folder, name), change)

async function choose(page: Page): Promise<void> {
  await page.getByLabel('Files of the programme').setInputFiles([...files])
  await page.getByText('all ten are there').waitFor()
  await page.getByRole('button', { name: 'Check and dry run' }).click()
}

async function decide(page: Page, button: string, reason: string): Promise<void> {
  await page.getByRole('button', { name: button, exact: true }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Reason').fill(reason)
  expect(await findings(page)).toEqual([])
  await dialog.getByRole('button', { name: button, exact: true }).click()
}

describe('the programme in force', () => {
  it('is read part by part, and found in', async () => {
    const page = await desk.page('audrey', { path: '/programme' })
    await heading(page, 'Cohorts')
    await page.getByText('cohorts.yaml', { exact: true }).waitFor()
    expect(await findings(page)).toEqual([])
    for (const part of ['EPCL', 'Policies', 'Retry table', 'Lanes', 'Suppliers', 'SMSOs', 'CPL', 'Bank holidays']) {
      await page.getByRole('navigation', { name: 'Parts' }).getByRole('link', { name: part }).click()
      await heading(page, part)
      expect(await page.locator('main tbody tr').count(), part).toBeGreaterThan(0)
    }
    await page.goto('/programme?part=epcl')
    await heading(page, 'EPCL')
    const [entry = ''] = await page.locator('main tbody td code').allTextContents()
    await page.getByLabel('Find').fill(entry.toLowerCase())
    await expect.poll(() => page.locator('main tbody tr').count()).toBe(1)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'programme')
  })
  it('is not for suppliers', async () => {
    const page = await desk.page('edwin', { path: '/programme' })
    await page.getByText('This is not for your role').waitFor()
  })
})

describe('a change of the programme', () => {
  it('with mistakes is told of each with file, line and field, and cannot be proposed', async () => {
    const page = await desk.page('olive', { path: '/programme/propose' })
    await page.getByLabel('Files of the programme').setInputFiles(files.slice(0, 4))
    await page.getByText('6 files missing').waitFor()
    expect(await page.getByRole('button', { name: 'Check and dry run' }).isDisabled()).toBe(true)
    const lanes = await readFile(join(folder, 'lanes.yaml'), 'utf8')
    await edit('lanes.yaml', (text) => text.replace(/ratePerMinute: \d+/, 'ratePerMinute: many'))
    await choose(page)
    const found = page.getByRole('table', { name: 'What the check found' })
    await found
      .getByText(/^lanes\.yaml:\d+$/)
      .first()
      .waitFor()
    await found
      .getByText(/ratePerMinute$/)
      .first()
      .waitFor()
    expect(await page.getByLabel('Reason').count()).toBe(0)
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'programme-mistakes')
    await edit('lanes.yaml', () => lanes)
  })
  it('is proposed by one person with its dry run, and put in force by another', async () => {
    await edit('policies.yaml', (text) => text.replace(/windowMonths: \d+/, 'windowMonths: 9'))
    const olive = await desk.page('olive', { path: '/programme/propose' })
    await choose(olive)
    await heading(olive, 'What would change')
    await olive.getByText(/windowMonths 6 -> 9/).waitFor()
    await olive.getByLabel('Reason').fill('nine months from now on')
    await olive.getByRole('button', { name: 'Propose this change' }).click()
    await heading(olive, 'Proposal 1')
    await olive.getByText('It is your own: another person puts it in force.').waitFor()
    expect(await olive.getByRole('button', { name: 'Put in force' }).isDisabled()).toBe(true)
    expect(await findings(olive)).toEqual([])
    const april = await desk.page('april', { path: '/programme/proposals/1', height: 1000 })
    // Meters get their dates one after the other; the dry run counts those that have one now.
    const moving = async (): Promise<number> => {
      await april.reload()
      await heading(april, 'What would change')
      return april.getByRole('heading', { name: 'Whose dates would move' }).count()
    }
    await expect.poll(moving, { timeout: 150_000, interval: 2_000 }).toBeGreaterThan(0)
    expect(await findings(april)).toEqual([])
    await screenshot(april, 'programme-proposal')
    await decide(april, 'Put in force', 'agreed with Ofgem')
    await april.getByRole('alertdialog').getByRole('link', { name: 'Version 2' }).waitFor()
    await april.getByRole('button', { name: 'Close' }).click()
    await april.getByText('agreed with Ofgem').waitFor()
  })
  it('is one of the versions, with who, when, why and what differs, and is undone by an earlier one', async () => {
    const april = await desk.page('april', { path: '/programme/versions' })
    const versions = april.getByRole('table', { name: 'Versions, the newest first' })
    await versions.locator('tr', { hasText: 'Version 2' }).getByText('nine months from now on').waitFor()
    expect(await findings(april)).toEqual([])
    await april.getByRole('link', { name: 'Version 2', exact: true }).click()
    await heading(april, 'What it changed')
    const row = april
      .getByRole('table', { name: 'Differences, field by field' })
      .locator('tr', { hasText: 'windowMonths' })
    await row.getByText('9', { exact: true }).waitFor()
    await row.getByText('6', { exact: true }).waitFor()
    expect(await findings(april)).toEqual([])
    await screenshot(april, 'programme-version')
    await april.goto('/programme/versions')
    await april.getByRole('button', { name: 'Propose again: version 1' }).click()
    const dialog = april.getByRole('alertdialog')
    await dialog.getByLabel('Reason').fill('it was a mistake')
    await dialog.getByRole('button', { name: 'Propose version 1' }).click()
    await dialog.getByRole('link', { name: 'proposal 2' }).click()
    await heading(april, 'Proposal 2')
    const adam = await desk.page('adam', { path: '/programme/proposals/2' })
    await decide(adam, 'Put in force', 'undone')
    await adam.getByRole('alertdialog').getByRole('link', { name: 'Version 3' }).click()
    await heading(adam, 'Version 3')
    await adam.getByLabel('compared with').selectOption('1')
    await adam.getByText('They say the same').waitFor()
  })
  it('that was put in force meanwhile is not decided twice, and one that is withdrawn says so', async () => {
    const olive = await desk.page('olive', { path: '/programme/versions', width: 390, height: 844, dark: true })
    await olive.getByRole('button', { name: 'Propose again: version 2' }).click()
    await olive.getByRole('alertdialog').getByLabel('Reason').fill('once more')
    await olive.getByRole('button', { name: 'Propose version 2', exact: true }).click()
    await olive.getByRole('alertdialog').getByRole('link', { name: 'proposal 3' }).click()
    await heading(olive, 'Proposal 3')
    expect(await fits(olive)).toBe(true)
    expect(await findings(olive)).toEqual([])
    await screenshot(olive, 'programme-390-dark')
    const april = await desk.page('april', { path: '/programme/proposals/3' })
    await heading(april, 'What would change')
    await decide(olive, 'Withdraw', 'not after all')
    await olive.getByText('It is withdrawn.').waitFor()
    await april.getByRole('button', { name: 'Put in force' }).click()
    await april.getByRole('alertdialog').getByLabel('Reason').fill('agreed')
    await april.getByRole('alertdialog').getByRole('button', { name: 'Put in force' }).click()
    await april.getByText('PROPOSAL_CLOSED').waitFor()
  })
})

describe('access', () => {
  it('makes a token whose secret is shown once, and revokes it with a reason', async () => {
    const page = await desk.page('adam', { path: '/access', width: 1920, height: 1080 })
    await heading(page, 'What roles may')
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: 'Make a token' }).click()
    await page.getByLabel('Name: which program uses it').fill('night watch')
    await page.getByLabel('fleet:read').check()
    expect(await findings(page)).toEqual([])
    await page.getByRole('button', { name: 'Make it' }).click()
    await page.getByText('Keep it now: it is shown this once').waitFor()
    const secret = (await page.locator('[role=dialog] code').first().textContent()) ?? ''
    expect(secret).toMatch(/^mlt_/)
    const asked = (path: string) => fetch(`${desk.url}/v1${path}`, { headers: { authorization: `Bearer ${secret}` } })
    expect((await asked('/status')).status).toBe(200)
    expect((await asked('/lanes')).status).toBe(403)
    await page.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByRole('button', { name: 'Revoke night watch' }).click()
    await page.getByLabel('Reason').fill('the night is over')
    await page.getByRole('button', { name: 'Revoke it' }).click()
    await page.getByText('It is revoked.').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    await page.getByText('the night is over').waitFor()
    expect((await asked('/status')).status).toBe(401)
    expect(await page.content()).not.toContain(secret)
    await screenshot(page, 'access-1920')
  })
  it('is for administrators alone', async () => {
    const page = await desk.page('olive', { path: '/access' })
    await page.getByText('This is not for your role').waitFor()
    expect(await page.getByRole('link', { name: 'Access' }).count()).toBe(0)
  })
})

describe('the browser', () => {
  it('complains of nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
