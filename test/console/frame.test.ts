import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { Desk, findings, screenshot } from '../support/browser.js'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 240_000)
afterAll(() => desk.close())

const heading = (page: Page, name: string) => page.getByRole('heading', { name }).first().waitFor()

describe('coming in', () => {
  it('shows who is not signed in where one signs in, and then the page that was wanted', async () => {
    const page = await desk.page(null, { path: '/meters?stage=enrolled' })
    await heading(page, 'Sign in as')
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'sign-in')
    await page.getByRole('button', { name: 'Olive Operator' }).click()
    await heading(page, 'Meters')
    expect(new URL(page.url()).search).toBe('?stage=enrolled')
  })
  it('signs out from the menu, and leaves nothing of the session behind', async () => {
    const page = await desk.page('olive')
    await page.getByRole('button', { name: 'Olive Operator' }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await heading(page, 'Sign in as')
    expect((await page.context().cookies()).map(({ name }) => name)).toEqual([])
  })
  it('says so where there is no such page', async () => {
    const page = await desk.page('olive', { path: '/nowhere' })
    await page.getByText('There is no such page').waitFor()
  })
})

describe('the browser', () => {
  it('complains of nothing: no script failed, and the policy of content refused nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
