import { randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { chromium as driver, type Browser, type Page } from 'playwright-core'
import { findOnPath } from '../../src/runtime/find-on-path.js'
import { LiveStack } from './live-stack.js'
import { until } from './until.js'

/** Example people of an embedded stack, by their ids. */
export type Person = 'olive' | 'april' | 'edwin' | 'ottilie' | 'audrey' | 'adam'

/** What axe finds wrong on a page: rule, and the first places. */
export interface Finding {
  readonly rule: string
  readonly help: string
  readonly at: readonly string[]
}

const root = new URL('../..', import.meta.url).pathname
const axeSource = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
/** Screenshots go to a folder that is not kept, or to docs/screens where that is asked for. */
const screens = process.env.METERLIFT_SCREENS === 'keep' ? join(root, 'docs', 'screens') : join(root, 'dist', 'screens')

/** The whole stack with a small portfolio, and a real browser in front of it. One for a test file. */
export class Desk {
  /** What a page said went wrong: errors of scripts, and what the policy of content refused. */
  readonly complaints: string[] = []

  private constructor(
    private readonly browser: Browser,
    readonly url: string,
    /** Null where the stack was there before. */
    private readonly own: LiveStack | null,
  ) {}

  /** The stack behind it. */
  get stack(): LiveStack {
    if (this.own === null) throw new Error('this stack was started by somebody else')
    return this.own
  }

  /** A browser before a stack that runs already: to look at pages while they are made. */
  static async at(url: string): Promise<Desk> {
    return new Desk(await launch(), url, null)
  }

  /**
   * Starts it.
   * @param size meters of the portfolio
   * @param slow whether migrating them takes a minute or more
   * @param held whether lanes take only what a batch releases
   */
  static async open({ size = 240, seed = 7, slow = false, held = false } = {}): Promise<Desk> {
    const [stack, browser] = await Promise.all([LiveStack.make({ size, seed, slow, held }), launch()])
    await stack.start({ stay: true })
    const { apiUrl } = JSON.parse(await readFile(join(stack.data, 'run.json'), 'utf8')) as { apiUrl: string }
    return new Desk(browser, apiUrl, stack)
  }

  /** A page of a browser of its own, signed in as somebody; null: nobody. */
  async page(person: Person | null, { width = 1280, height = 800, dark = false, path = '/' } = {}): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.url,
      viewport: { width, height },
      colorScheme: dark ? 'dark' : 'light',
      locale: 'en-GB',
    })
    const page = await context.newPage()
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('console', (message) => {
      // A refused request is a matter of its test; what a script or the policy complains of never is.
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) {
        this.complaints.push(message.text())
      }
    })
    if (person !== null) {
      const answer = await context.request.post('/v1/session', { data: { person } })
      if (!answer.ok()) throw new Error(`${person} could not sign in: ${await answer.text()}`)
    }
    await page.goto(path)
    return page
  }

  /** Waits until nothing goes on by itself any more: what is open then stays so. */
  async atRest(ms: number): Promise<void> {
    await until('nothing goes on by itself', ms, async () => {
      const going = await this.stack.db`
        select 1 from journey where stage in ('inventory', 'retry') or standing in ('ready', 'in-flight') limit 1`
      return going.length === 0
    })
  }

  async close(): Promise<void> {
    await this.browser.close()
    await this.own?.remove()
  }
}

/** A Chrome of this computer (CHROME_PATH, or on the PATH), else the one that npm brought. */
async function launch(): Promise<Browser> {
  const [onPath] = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser'].flatMap((name) =>
    findOnPath(name),
  )
  return driver.launch({
    executablePath: process.env.CHROME_PATH ?? onPath ?? (await chromium.executablePath()),
    headless: true,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--font-render-hinting=none'],
  })
}

/** A command of the person at a page, as their console would send it. */
export async function command(page: Page, path: string, data: object): Promise<unknown> {
  const { request } = page.context()
  const { csrf } = (await (await request.get('/v1/session')).json()) as { csrf: string }
  const headers = { 'x-csrf-token': csrf, 'idempotency-key': randomUUID() }
  const answer = await request.post(path, { data, headers })
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`)
  return answer.json()
}

/** Waits until a heading of that name is there. */
export const heading = (page: Page, name: string, timeout = 30_000): Promise<void> =>
  page.getByRole('heading', { name }).first().waitFor({ timeout })

/** Whether the page is no wider than its window. */
export const fits = (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')

/** Confirms the dialog that is open, with a reason, and closes it once it says what came of it. */
export async function confirm(page: Page, button: string | RegExp, outcome: string | RegExp): Promise<void> {
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Reason, for the record').fill('as agreed')
  await dialog.getByRole('button', { name: button }).click()
  await dialog.getByText(outcome).waitFor({ timeout: 60_000 })
  await dialog.getByRole('button', { name: 'Close' }).click()
}

/** What axe finds on a page by the rules of WCAG 2.2, levels A and AA. */
export async function findings(page: Page): Promise<readonly Finding[]> {
  // By the driver, past the policy of content.
  await page.evaluate(await readFile(axeSource, 'utf8'))
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run: (options: object) => Promise<{
          violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[]
        }>
      }
    }
    const { violations } = await axe.run({
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    })
    return violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      at: nodes.slice(0, 3).map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary ?? ''}`),
    }))
  })
  return found
}

/** Keeps what a page looks like, to be looked at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(screens, { recursive: true })
  await page.screenshot({ path: join(screens, `${name}.png`) })
}
