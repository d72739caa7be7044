import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Desk, findings, fits, screenshot } from '../support/browser.js'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 240_000)
afterAll(() => desk.close())

describe('the operations log', () => {
  it('tells who decided what and why, by filters in the address', async () => {
    const page = await desk.page('olive', { path: '/log' })
    const stopped = await desk.stack.meterlift('lanes', 'stop', 'itron', '--reason', 'a trial', '--by', 'ann')
    expect(stopped.code, stopped.stderr).toBe(0)
    const lifted = await desk.stack.meterlift('lanes', 'lift', 'itron', '--reason', 'trial over', '--by', 'ann')
    expect(lifted.code, lifted.stderr).toBe(0)
    await page.goto('/log?about=lane')
    await page.getByLabel('Who').fill('ann')
    await page.getByLabel('Who').press('Enter')
    await page.getByRole('cell', { name: 'a trial' }).waitFor()
    expect(new URL(page.url()).search).toBe('?about=lane&actor=ann')
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'log')
    await page.getByText('Audit log: for auditor, admin').waitFor()
  })
  it('shows long work, and on a telephone in the dark too', async () => {
    const page = await desk.page('olive', { path: '/log?view=work', width: 390, height: 844, dark: true })
    await page.getByText('There is no such work').waitFor()
    expect(await fits(page)).toBe(true)
    expect(await findings(page)).toEqual([])
  })
  it('has the audit log for an auditor, and refuses it to others with who may', async () => {
    const audrey = await desk.page('audrey', { path: '/log?view=audit&code=' })
    await audrey.getByRole('table', { name: 'Audit log' }).locator('tbody tr').first().waitFor()
    await audrey.getByLabel('Who').fill('ann')
    await audrey.getByLabel('Who').press('Enter')
    await audrey.getByRole('cell', { name: 'lanes stop' }).first().waitFor()
    expect(await findings(audrey)).toEqual([])
    await screenshot(audrey, 'audit')
    const olive = await desk.page('olive', { path: '/log?view=audit' })
    await olive.getByText('This is not for your role').waitFor()
  })
})

describe('an auditor’s question', () => {
  it('why was this meter late? is answered by its story, found by its device id', async () => {
    const late = async () =>
      (
        await desk.stack.db<{ device: string }[]>`
        select m.device_id as device from journey j join meter m using (journey_id)
        where j.due_on < current_date and j.met_on is null and j.duty_ended_on is null order by j.due_on limit 1`
      )[0]
    await expect.poll(late, { timeout: 120_000 }).toBeDefined()
    const meter = await late()
    if (meter === undefined) throw new Error('no meter is late any more')
    const page = await desk.page('audrey')
    await page.getByRole('heading', { name: 'Overview' }).first().waitFor()
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Page, meter point, device id or hub').waitFor()
    await page.keyboard.type(meter.device)
    await page.getByRole('option', { name: meter.device }).click()
    await page.getByRole('heading', { name: 'Where it stands, and why' }).waitFor()
    await page.getByText('Overdue').first().waitFor()
    // How its date came about, why it stands where it does, and all that was tried and decided.
    await page.getByRole('heading', { name: /duty/i }).first().waitFor()
    await page.getByRole('heading', { name: 'Attempts' }).waitFor()
    await page.getByRole('heading', { name: 'What happened' }).waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'late-meter')
  })
})

describe('the browser', () => {
  it('complains of nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
