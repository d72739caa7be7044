import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chmod } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const program = join(root, 'bin', 'meterlift.mjs')
const example = join(root, 'examples', 'programmes', 'example')
let folder: string
let data: string
let portfolio: string
let running: ChildProcess | undefined

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meterlift-scenario-'))
  await chmod(folder, 0o755)
  data = join(folder, 'data')
  portfolio = join(folder, 'portfolio.csv')
  await run('sample', portfolio, '--size', '240', '--seed', '11', '--programme', example)
})
afterAll(async () => {
  if (running !== undefined) await end(running, 'SIGINT')
  await rm(folder, { recursive: true, force: true })
})

interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

async function run(...args: readonly string[]): Promise<Ran> {
  const alone = args[0] === 'sample' || (args[0] === 'programme' && args[1] === 'check')
  const common = alone ? [] : ['--data', data]
  return promisify(execFile)(process.execPath, [program, ...args, ...common], {
    cwd: folder,
    maxBuffer: 64 * 1024 * 1024,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => {
      const failed = error as Ran & { readonly code: number }
      return { code: failed.code, stdout: failed.stdout, stderr: failed.stderr }
    },
  )
}

async function json<T>(...args: readonly string[]): Promise<T> {
  const { stdout, stderr, code } = await run(...args, '--json')
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T
}

/** Starts the stack and waits until it says where to look. */
async function start(...args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program, 'start', '--data', data, '--portfolio', portfolio, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if (said.includes('health and metrics')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`start ended with ${code}: ${said}`)))
  })
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const gone = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  child.kill(signal)
  return gone
}

interface Result {
  readonly meters: number
  readonly stages: Readonly<Record<string, number>>
  readonly duties: Readonly<Record<string, number>>
  readonly codes: Readonly<Record<string, number>>
  readonly rejected: number
  readonly unsettled?: number
}
const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0)

async function sandbox<T>(path: string, init: RequestInit = {}): Promise<T> {
  const { sandboxUrl } = JSON.parse(await readFile(join(data, 'run.json'), 'utf8')) as { sandboxUrl: string }
  const { sandboxToken } = JSON.parse(await readFile(join(data, 'secrets.json'), 'utf8')) as { sandboxToken: string }
  const response = await fetch(`${sandboxUrl}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${sandboxToken}`, 'content-type': 'application/json' },
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

describe('the main job, as a user does it', () => {
  let settled: Result

  it('runs a portfolio from CSV until everything is settled, and says so in one JSON line', async () => {
    settled = await json<Result>('start', '--portfolio', portfolio, '--until-settled')
    expect(Object.keys(settled).toSorted()).toEqual(['codes', 'duties', 'meters', 'rejected', 'seconds', 'stages'])
    expect(settled.meters + settled.rejected).toBe(240)
    expect(sum(settled.stages)).toBe(settled.meters)
    expect(sum(settled.duties)).toBe(settled.meters)
    expect(settled.stages.inventory).toBe(0)
    expect(settled.stages.retry).toBe(0)
    expect(settled.stages.enrolled).toBeGreaterThan(settled.meters * 0.5)
    expect(settled.stages.waiting).toBeGreaterThan(0)
    expect((settled.duties['met-in-time'] ?? 0) + (settled.duties['met-late'] ?? 0)).toBe(settled.stages.enrolled)
  }, 180_000)

  it('says that nothing runs, and how to start it', async () => {
    expect(await run('status')).toMatchObject({ code: 4, stderr: expect.stringContaining('npm start') as string })
  })

  it('starts again where it was, imports nothing twice, and the sandbox has migrated nothing twice', async () => {
    running = await start()
    const status = await json<Result>('status')
    expect({ stages: status.stages, codes: status.codes }).toEqual({ stages: settled.stages, codes: settled.codes })
    const counts = await sandbox<{ migrated: number; migratedTwice: number; commissioned: number }>('/sandbox/counts')
    expect(counts.migratedTwice).toBe(0)
    expect(counts.migrated).toBe((settled.stages.enrolled ?? 0) - (settled.codes.INV_ALREADY_COMMISSIONED ?? 0))
  }, 120_000)

  it('tells why a meter stands where it stands, and refuses what is not possible with exit code 3', async () => {
    const { meters } = await json<{ meters: { journeyId: number; deviceId: string }[] }>(
      'meters',
      'list',
      '--stage',
      'enrolled',
      '--limit',
      '1',
    )
    const id = meters[0]?.deviceId ?? ''
    expect((await run('meters', 'show', id.toLowerCase())).stdout).toMatch(/Now +enrolled since/)
    expect(await run('decide', 'retry', id)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('JOURNEY_ENDED') as string,
    })
    expect(await run('decide', 'retry', '999999')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('METER_UNKNOWN') as string,
    })
    expect((await run('decide', 'exclude', id, '--category', 'nonsense', '--evidence', 'x')).code).toBe(2)
  }, 60_000)

  it('a fixed fault and a person’s retry lead to enrolment', async () => {
    const { meters } = await json<{ meters: { journeyId: number; deviceId: string; fuel: string }[] }>(
      'meters',
      'list',
      '--code',
      'FIX_FIRST',
      '--limit',
      '1',
    )
    const [meter] = meters
    if (meter === undefined) throw new Error('nobody needs a fix in this sample')
    await sandbox(`/sandbox/devices/${meter.deviceId}`, { method: 'PATCH', body: JSON.stringify({ fate: 'clean' }) })
    expect(await run('decide', 'retry', String(meter.journeyId), '--reason', 'let us see')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('FIX_NOT_DONE') as string,
    })
    expect(await json('decide', 'retry', String(meter.journeyId), '--fix', 'mended on site')).toMatchObject({
      stage: 'inventory',
    })
    await expect
      .poll(async () => (await run('meters', 'show', String(meter.journeyId))).stdout, {
        timeout: 30_000,
        interval: 1_000,
      })
      .toMatch(/Now +(enrolled|migration \(held\)) since/)
  }, 60_000)

  it('a programme that takes a cohort live is previewed without a change, applied, and wakes exactly its meters', async () => {
    const changed = join(folder, 'programme')
    await cp(example, changed, { recursive: true })
    const cohorts = await readFile(join(changed, 'cohorts.yaml'), 'utf8')
    await writeFile(join(changed, 'cohorts.yaml'), cohorts.replaceAll('today+45d', 'today-1d'))
    const before = await json<Result>('status')
    const preview = await json<{ concerned: number; woken: number }>('programme', 'diff', changed)
    expect(preview.woken).toBeGreaterThanOrEqual(before.codes.ELG_COHORT_NOT_LIVE ?? 0)
    expect((await json<Result>('status')).codes).toEqual(before.codes)
    expect(await json('programme', 'apply', changed)).toMatchObject({ version: 2, changed: true })
    await expect
      .poll(
        async () => {
          const now = await json<Result>('status')
          return [now.codes.ELG_COHORT_NOT_LIVE ?? 0, now.unsettled]
        },
        { timeout: 60_000, interval: 1_000 },
      )
      .toEqual([0, 0])
    const after = await json<Result>('status')
    expect(after.stages.enrolled).toBeGreaterThan(before.stages.enrolled ?? 0)
    expect(after.codes.ELG_COHORT_PENDING).toBe(before.codes.ELG_COHORT_PENDING)
    expect((await run('programme', 'check', folder)).code).toBe(1)
  }, 120_000)

  it('survives kill -9 of the whole start, and Ctrl-C ends it well', async () => {
    const before = await json<Result>('status')
    if (running === undefined) throw new Error('nothing runs')
    await end(running, 'SIGKILL')
    running = await start('--programme', join(folder, 'programme'))
    expect((await json<Result>('status')).stages).toEqual(before.stages)
    expect((await sandbox<{ migratedTwice: number }>('/sandbox/counts')).migratedTwice).toBe(0)
    const other = await run('start', '--portfolio', portfolio)
    expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('DATA_FOLDER_IN_USE') as string })
    expect(await end(running, 'SIGINT')).toBe(0)
    running = undefined
  }, 120_000)
})
