import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launch, run, shell, trace, type Running } from '../support/command-line.js'

const abroad = { TZ: 'Pacific/Auckland', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' }
let folder: string
let data: string
let portfolio: string
let stack: Running

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meterlift bad days ünïcode Ł '))
  await chmod(folder, 0o755)
  data = join(folder, 'daten für später')
  portfolio = join(folder, 'zähler.csv')
  expect((await run(['sample', portfolio, '--size', '40', '--seed', '3'])).code).toBe(0)
})
afterAll(async () => {
  stack?.child.kill('SIGINT')
  await stack?.ended
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
})

const start = (env: Readonly<Record<string, string>> = {}): Running =>
  launch(['start', '--data', data, '--portfolio', portfolio], env)

async function meters(env: Readonly<Record<string, string>> = {}): Promise<number> {
  const { stdout } = await run(['status', '--data', data, '--json'], env)
  return (JSON.parse(stdout) as { meters: number }).meters
}

describe('a stack on bad days', () => {
  it('comes up after a kill in its very first start, with a dead lock and ports that are none, in a country and a folder of another language', async () => {
    const first = start()
    const made = async (): Promise<boolean> =>
      (await readdir(data).catch(() => [])).some((name) => name.startsWith('postgres.unfinished-'))
    while (!(await made()) && first.child.exitCode === null) await new Promise((wake) => setTimeout(wake, 10))
    first.child.kill('SIGKILL')
    await first.ended
    expect(await readdir(join(data, 'postgres'))).toEqual([])
    await writeFile(join(data, 'ports.json'), '{"postgres":99999,"temporal":-1,"ui":0,"api":70000,"sandbox":1}')
    await writeFile(join(data, 'lock'), '1 0')
    // Two at the same moment: one comes up, the other says so and does no harm.
    const both = [start(abroad), start(abroad)]
    const loser = await Promise.race(both.map(async (each) => [await each.ended, each] as const))
    expect(loser[0]).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^DATA_FOLDER_IN_USE: .*\n.*--data/m) as string,
    })
    expect(loser[0].stderr).not.toMatch(trace)
    const winner = both.find((each) => each !== loser[1])
    if (winner === undefined) throw new Error('both ended')
    stack = winner
    await stack.said('health and metrics')
    expect(await meters()).toBeGreaterThan(30)
  }, 120_000)

  it('has the days of London wherever it is asked', async () => {
    const today = async (env: Readonly<Record<string, string>>): Promise<unknown> =>
      JSON.parse((await run(['duties', '--data', data, '--json'], env)).stdout)
    const there = (await today(abroad)) as { today: string }
    expect(there.today).toBe(new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format())
    const [shown, abroadShown] = [
      await run(['meters', 'show', '1', '--data', data], { TZ: 'UTC', LC_ALL: 'C' }),
      await run(['meters', 'show', '1', '--data', data], { ...abroad, LC_ALL: 'de_DE.UTF-8' }),
    ]
    const installed = (text: string): string | undefined =>
      text.split('\n').find((line) => line.includes('installed on'))
    expect(installed(abroadShown.stdout)).toBe(installed(shown.stdout))
    expect(installed(shown.stdout)).toBeDefined()
  }, 60_000)

  it('a pipe that closes ends a command quietly', async () => {
    for (const command of ['status', 'meters list', 'export']) {
      const { stdout, stderr, code } = await shell(`set -o pipefail; $METERLIFT ${command} --data '${data}' | head -1`)
      expect([code, stderr, stdout.split('\n').length], command).toEqual([0, '', 2])
    }
  }, 60_000)

  it('an import that is stopped half-way, or whose files find no space, changes nothing', async () => {
    const before = await meters()
    const [header = '', row = ''] = (await readFile(portfolio, 'utf8')).split('\n')
    const half = launch(['import', '-', '--data', data])
    half.child.stdin?.write(`${header}\n${row}\n`)
    await new Promise((wake) => setTimeout(wake, 3_000))
    half.child.kill('SIGTERM')
    const ended = await half.ended
    expect(ended.code).not.toBe(0)
    expect(ended.stderr).not.toMatch(trace)
    const bad = join(folder, 'bad.csv')
    await mkdir(join(folder, 'q'), { recursive: true })
    await writeFile(bad, `${header}\n${row.replace(/^[^,]*/, 'nonsense')}\n`)
    for (const args of [
      ['import', bad, '--quarantine', '/dev/full'],
      ['export', '--to', '/dev/full'],
    ]) {
      const full = await run([...args, '--data', data])
      expect(full, args[0]).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/^DISK_FULL: .*\nfree some space/) as string,
      })
      expect(full.stderr).not.toMatch(trace)
    }
    expect((await stat('/dev/full')).isCharacterDevice()).toBe(true)
    expect(await meters()).toBe(before)
  }, 60_000)

  it('ends well when nobody reads it any more', async () => {
    stack.child.stdout?.destroy()
    const [code] = (await once(stack.child, 'exit')) as [number | null]
    expect(code).toBe(0)
    expect(await readdir(data)).toEqual(expect.not.arrayContaining(['lock', 'run.json']))
  }, 60_000)
})
