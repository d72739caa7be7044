import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import getPort from 'get-port'
import { createBrowserSignIn } from '../../src/api/auth/browser-sign-in.js'
import { createOidc } from '../../src/api/auth/oidc.js'
import { builtConsole } from '../../src/api/console.js'
import { oidcOf, readApiConfig } from '../../src/runtime/config.js'
import { quietPorts } from '../../src/runtime/quiet-ports.js'
import { Api } from '../support/api.js'
import { Desk, findings, fits, heading, screenshot } from '../support/browser.js'
import { password, startIdentityProvider } from '../support/identity-provider.js'

let desk: Desk
beforeAll(async () => {
  desk = await Desk.open()
}, 240_000)
afterAll(() => desk.close())

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

describe('views of a list', () => {
  it('are saved for the team, opened, renamed, replaced and deleted', async () => {
    const page = await desk.page('olive', { path: '/meters?stage=waiting&supplier=edf' })
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByText('Your team has saved no view of this list').waitFor()
    await page.getByRole('menuitem', { name: 'Save these filters' }).click()
    await page.getByText('Stage: Waiting').waitFor()
    expect(await findings(page)).toEqual([])
    await page.getByLabel('Name, for everyone in your team').fill('EDF, waiting')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('button', { name: 'View: EDF, waiting' }).waitFor()

    const april = await desk.page('april', { path: '/meters' })
    await april.getByRole('button', { name: 'Views' }).click()
    await april.getByRole('menuitem', { name: 'EDF, waiting' }).click()
    await expect
      .poll(() => Object.fromEntries(new URL(april.url()).searchParams))
      .toEqual({ stage: 'waiting', supplier: 'edf' })
    const edwin = await desk.page('edwin', { path: '/meters' })
    await edwin.getByRole('button', { name: 'Views' }).click()
    await edwin.getByText('Your team has saved no view of this list').waitFor()

    // While Olive is about to replace it, April renames it: what she made of it is not lost.
    await page.getByLabel('Fuel').selectOption('gas')
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Manage views' }).click()
    await page.getByRole('button', { name: 'Replace EDF, waiting' }).click()
    await april.getByRole('button', { name: 'View: EDF, waiting' }).click()
    await april.getByRole('menuitem', { name: 'Manage views' }).click()
    await april.getByRole('button', { name: 'Rename EDF, waiting' }).click()
    await april.getByLabel('New name').fill('EDF waits')
    expect(await findings(april)).toEqual([])
    await screenshot(april, 'views')
    await april.getByRole('button', { name: 'Rename it' }).click()
    await april.getByRole('button', { name: 'Rename EDF waits' }).waitFor()

    await page.getByRole('button', { name: 'Replace it' }).click()
    await page.getByText('VIEW_MOVED').waitFor()
    await page.getByText('EDF waits').first().waitFor()
    await page.getByRole('button', { name: 'Replace it' }).click()
    await page.getByText('Fuel: gas').first().waitFor()
    await page.getByRole('button', { name: 'Delete EDF waits' }).click()
    await page.getByRole('button', { name: 'Delete it' }).click()
    await page.getByText('There is none any more.').waitFor()
  })
})

describe('a page', () => {
  it('brings less than 300 kB of script, compressed', async () => {
    const page = await desk.page('olive')
    await heading(page, 'Meters by stage')
    const bytes = await page.evaluate<number>(`
      performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`)
    expect(bytes).toBeGreaterThan(50_000)
    expect(bytes).toBeLessThan(300_000)
  })

  it('tells loading, failed and stale apart, and goes on once it can', async () => {
    const page = await desk.page('olive')
    await heading(page, 'Meters by stage')
    let held: (() => void) | undefined
    await page.route('**/v1/meters?*', (route) => {
      held = () => void route.continue()
    })
    await page.getByRole('link', { name: 'Meters', exact: true }).click()
    await page.getByText('Meters: loading').waitFor({ state: 'attached' })
    await expect.poll(() => held !== undefined).toBe(true)
    held?.()
    await page.locator('main tbody tr').first().waitFor()
    await page.unroute('**/v1/meters?*')
    const problem = {
      status: 503,
      code: 'REGISTER_AWAY',
      detail: 'the register does not answer',
      hint: 'try again',
      title: '',
    }
    await page.route('**/v1/meters?*', (route) => route.fulfill({ status: 503, json: problem }))
    await page.goto('/meters?fuel=gas')
    await page.getByText('the list could not be read').waitFor()
    await page.getByText('REGISTER_AWAY').waitFor()
    expect(await findings(page)).toEqual([])
    await screenshot(page, 'failed')
    await page.getByRole('button', { name: 'Try again' }).waitFor()
    // It goes on once it can, by itself too.
    await page.unroute('**/v1/meters?*')
    await page.locator('main tbody tr').first().waitFor()
    await page.goto('/')
    await heading(page, 'Meters by stage')
    await page.route('**/v1/status*', (route) => route.fulfill({ status: 503, json: problem }))
    const stale = page.getByText(/Stale: as of/).first()
    await expect
      .poll(
        async () => {
          await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))")
          return stale.count()
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toBeGreaterThan(0)
    expect(await findings(page)).toEqual([])
  })
  it('is worked with by the keyboard alone: past the navigation, to a filter, to what is wanted, to the help', async () => {
    const page = await desk.page('olive', { path: '/meters' })
    await page.locator('main tbody tr').first().waitFor()
    await page.keyboard.press('Tab')
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content')
    await page.keyboard.press('Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('content')
    await page.keyboard.press('/')
    expect(await page.evaluate('document.activeElement.tagName')).toBe('SELECT')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Wai')
    await expect.poll(() => new URL(page.url()).search).toBe('?stage=waiting')
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Page, meter point, device id or hub').waitFor()
    await page.keyboard.type('epcl')
    await page.getByRole('option', { name: 'Programme in force' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await heading(page, 'Programme in force')
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1')
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keyboard' })
    for (const key of ['Ctrl K', '/', '?', 'Esc', 'Tab', 'F6']) {
      await help
        .locator('kbd', { hasText: new RegExp(`^${key.replace(/[/?]/, '\\$&')}$`) })
        .first()
        .waitFor()
    }
    await page.keyboard.press('Escape')
    await expect.poll(() => help.count()).toBe(0)
  })
  it('is readable at 200 %, folded on a phone, not stretched on a wide screen, and on paper', async () => {
    for (const path of ['/', '/meters', '/programme', '/programme/versions', '/lanes']) {
      const page = await desk.page('olive', { path, width: 640, height: 400 })
      await page.locator('main h1').waitFor()
      await page.locator('main table').first().waitFor()
      expect(await fits(page), path).toBe(true)
      await page.context().close()
    }
    const phone = await desk.page('olive', { path: '/meters?stage=waiting', width: 390, height: 844, dark: true })
    await phone.locator('main tbody tr').first().waitFor()
    expect(await phone.getByLabel('Supplier').isVisible()).toBe(false)
    await phone.getByRole('button', { name: 'Filters (1)' }).click()
    await phone.getByLabel('Supplier').selectOption('edf')
    await phone.getByRole('button', { name: 'Filters (2)' }).waitFor()
    expect(await findings(phone)).toEqual([])
    await screenshot(phone, 'filters-390-dark')
    const wide = await desk.page('olive', { width: 1920, height: 1080 })
    await heading(wide, 'Meters by stage')
    expect(
      await wide.evaluate("document.querySelector('main h1').parentElement.parentElement.clientWidth"),
    ).toBeLessThan(1700)
    await screenshot(wide, 'overview-1920')
    await wide.emulateMedia({ media: 'print' })
    expect(await wide.getByRole('navigation', { name: 'Pages' }).isVisible()).toBe(false)
    expect(await wide.getByRole('button').first().isVisible()).toBe(false)
    await screenshot(wide, 'overview-print')
  })
})

describe('where people have an identity provider', () => {
  it('they sign in with it, come back to their page, and are told when they were refused', async () => {
    const port = await getPort({ host: '127.0.0.1', port: quietPorts() })
    const here = `http://127.0.0.1:${port}`
    const client = { id: 'console', secret: 'a-secret-of-the-console', redirect: `${here}/v1/session/callback` }
    const identity = await startIdentityProvider(client, {
      ann: { name: 'Ann', roles: ['operator'] },
      nora: { name: 'Nora', roles: ['gardener'] },
    })
    const config = oidcOf(
      readApiConfig({
        METERLIFT_DATABASE_URL: 'postgres://db.example.net/meterlift',
        METERLIFT_CALLBACK_SECRET: 'a-secret-of-callbacks',
        METERLIFT_OIDC_AUDIENCE: 'meterlift',
        METERLIFT_OIDC_CLIENT_ID: client.id,
        METERLIFT_OIDC_CLIENT_SECRET: client.secret,
        METERLIFT_OIDC_ISSUER: identity.issuer,
        METERLIFT_PUBLIC_URL: here,
      }),
    )
    if (config === null) throw new Error('no provider was configured')
    const over = { oidc: createOidc(config), signIn: createBrowserSignIn(config) }
    const api = await Api.open(over, undefined, null, builtConsole)
    await api.server.listen({ host: '127.0.0.1', port })
    const there = await Desk.at(here)
    try {
      const enter = async (login: string): Promise<Page> => {
        const page = await there.page(null, { path: '/meters?stage=blocked' })
        await page.getByRole('link', { name: `Sign in with ${new URL(identity.issuer).host}` }).waitFor()
        expect(await findings(page)).toEqual([])
        await screenshot(page, 'sign-in-provider')
        await page.getByRole('link', { name: /^Sign in with/ }).click()
        await page.locator('input[name=login]').fill(login)
        await page.locator('input[name=password]').fill(password)
        await page.locator('button[type=submit]').click()
        await page.getByRole('button', { name: 'Continue' }).click()
        return page
      }
      const ann = await enter('ann')
      await heading(ann, 'Meters')
      expect(new URL(ann.url()).search).toBe('?stage=blocked')
      const nora = await enter('nora')
      await nora.getByText('You were not signed in').waitFor()
      await nora.getByRole('link', { name: /^Sign in with/ }).waitFor()
      expect(await findings(nora)).toEqual([])
      await screenshot(nora, 'sign-in-refused')
    } finally {
      await there.close()
      await api.close()
      await identity.close()
    }
  })
})

describe('the browser', () => {
  it('complains of nothing: no script failed, and the policy of content refused nothing', () => {
    expect(desk.complaints).toEqual([])
  })
})
