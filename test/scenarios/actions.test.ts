import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LiveStack } from '../support/live-stack.js'

interface Group {
  readonly failure: string
  readonly meters: number
  readonly class: string
  readonly firmware: string | null
}
interface Action {
  readonly actionId: number
  readonly state: string
  readonly meters: number
  readonly done: number
  readonly refused: number
  readonly moved: number
  readonly stopped: number
  readonly pending: number
  readonly sent: number
  readonly batches: readonly { readonly batchId: number; readonly parentId: number | null }[]
  readonly outcomes: Readonly<Record<'enrolled' | 'failed' | 'held' | 'ended' | 'underWay', number>> | null
}

let stack: LiveStack
beforeAll(async () => {
  stack = await LiveStack.make({ size: 300, seed: 11, slow: false })
  await stack.start()
  await stack.settled()
  await stack.start({ stay: true })
}, 300_000)
afterAll(() => stack.remove())

async function json<T>(...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await stack.meterlift(...args, '--json')
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
  return JSON.parse(stdout) as T
}
const act = async (...args: readonly string[]): Promise<number> =>
  (await json<{ actionId: number }>('action', ...args)).actionId
const show = (actionId: number) => json<Action>('action', 'show', String(actionId))
const ended = async (actionId: number): Promise<Action> => {
  await expect
    .poll(async () => (await show(actionId)).state, { timeout: 90_000, interval: 1_000 })
    .toMatch(/finished|stopped/)
  return show(actionId)
}
/** Devices of a filter behave from now on. */
async function mend(...filter: readonly string[]): Promise<number> {
  const { meters } = await json<{ meters: { deviceId: string }[] }>('meters', 'list', '--limit', '1000', ...filter)
  for (const { deviceId } of meters)
    await stack.sandbox(`/sandbox/devices/${deviceId}`, { method: 'PATCH', body: JSON.stringify({ fate: 'clean' }) })
  return meters.length
}

describe('failed migrations', () => {
  it('are shown by cause and firmware, and a retry before the fix is refused for each meter', async () => {
    const { failures } = await json<{ failures: Group[] }>('failures')
    expect(failures.length).toBeGreaterThan(2)
    expect(failures.every(({ firmware }) => firmware !== null)).toBe(true)
    const { cannot, can } = await json<{ can: number; cannot: { code: string; meters: number }[] }>(
      'action',
      'retry',
      '--code',
      'FIX_FIRST',
      '--dry-run',
    )
    expect(can).toBe(0)
    expect(cannot.every(({ code }) => code === 'FIX_NOT_DONE')).toBe(true)
  })

  it('are retried to the end though the workers and Temporal are killed on the way, each once', async () => {
    const meters = await mend('--code', 'FIX_FIRST')
    expect(meters).toBeGreaterThan(2)
    const attempts = async () =>
      stack.db<
        { n: number }[]
      >`select count(*) as n from attempt a join action_member m using (journey_id) where m.action_id = ${retry}`
    await ended(await act('fixed', '--code', 'FIX_FIRST', '--fix', 'mended on site'))
    const retry = await act('retry', '--code', 'FIX_FIRST', '--reason', 'mended on site', '--by', 'ann')
    const before = (await attempts())[0]?.n ?? 0
    await stack.kill('workers')
    await stack.kill('temporal')
    const done = await ended(retry)
    expect(done).toMatchObject({ state: 'finished', meters, done: meters, refused: 0, moved: 0 })
    const { outcomes } = await settledRetry(retry)
    expect(outcomes).toMatchObject({ failed: 0 })
    expect(outcomes?.enrolled).toBeGreaterThan(0)
    expect(((await attempts())[0]?.n ?? 0) - before).toBe(outcomes?.enrolled)
    const [given] = await stack.db<{ n: number }[]>`
      select max(n) as n from (select count(*) as n from evidence where code = 'RETRY_DECIDED' group by journey_id) given`
    expect(given?.n).toBe(1)
  }, 300_000)

  it('of a batch are retried in a child batch, which names its parent, to the end', async () => {
    await stack.edit('programme.yaml', (text) => text.replace('automaticRelease: true', 'automaticRelease: false'))
    await json('programme', 'apply', stack.programme)
    const failed = ['--stage', 'needs-action', '--payment-mode', 'credit'] as const
    const parent = await settledRetry(await act('retry', ...failed, '--reason', 'once more'))
    expect(parent.batches).toEqual([{ batchId: expect.any(Number) as number, parentId: null }])
    expect(parent.outcomes?.failed).toBeGreaterThan(0)
    await mend(...failed)
    await ended(await act('fixed', ...failed, '--fix', 'mended'))
    const child = await settledRetry(await act('retry', ...failed, '--reason', 'mended'))
    expect(child.outcomes).toMatchObject({ failed: 0 })
    expect(child.outcomes?.enrolled).toBeGreaterThan(0)
    const [made] = child.batches.filter(({ parentId }) => parentId === parent.batches[0]?.batchId)
    if (made === undefined) throw new Error(`no child of the parent: ${JSON.stringify(child.batches)}`)
    const [moved] = await stack.db<{ n: number; elsewhere: number }[]>`
      select count(*) as n, count(*) filter (where moved_to is distinct from ${made.batchId}) as elsewhere
      from batch_member where batch_id = ${made.parentId} and journey_id in
        (select journey_id from action_member where action_id = ${child.actionId} and state = 'done' and batch_id = ${made.batchId})`
    expect(moved).toEqual({ n: expect.any(Number) as number, elsewhere: 0 })
    expect(moved?.n).toBeGreaterThan(0)
  }, 300_000)

  /** An action whose retries have all come to rest, but for those held back by the meter behind the same hub. */
  async function settledRetry(actionId: number): Promise<Action> {
    await ended(actionId)
    const unsettled = async (): Promise<number> =>
      ((await show(actionId)).outcomes?.underWay ?? 0) - (await heldBack(actionId)) + (await goingOn(actionId))
    await expect.poll(unsettled, { timeout: 200_000, interval: 2_000 }).toBe(0)
    return show(actionId)
  }

  /** Members that failed and are tried again by themselves. */
  async function goingOn(actionId: number): Promise<number> {
    const [row] = await stack.db<{ n: number }[]>`
      select count(*) as n from action_member where action_id = ${actionId} and tracked and outcome = 'failed'`
    return row?.n ?? 0
  }

  /** Members that cannot go on while the meter behind the same hub does not. */
  async function heldBack(actionId: number): Promise<number> {
    const [row] = await stack.db<{ n: number }[]>`
      select count(*) as n from action_member m join journey j using (journey_id)
      where m.action_id = ${actionId} and j.standing = 'held'`
    return row?.n ?? 0
  }

  it('of two teams at once: a meter that one of them is to act on is refused to the other', async () => {
    const needs = ['--stage', 'needs-action'] as const
    const first = await act('replace', ...needs, '--prepare', '--by', 'ann')
    const second = await act('exclude', ...needs, '--category', 'uneconomic-to-test', '--evidence', 'CASE-1')
    const { meters } = await show(first)
    expect(await ended(second)).toMatchObject({ meters, done: 0, refused: meters })
    await json('action', 'start', String(first), '--by', 'bob')
    expect(await ended(first)).toMatchObject({ done: meters, refused: 0 })
  }, 120_000)

  it('are corrected from a file, whose bad rows are named', async () => {
    const { meters } = await json<{ meters: { journeyId: number; firmware: string }[] }>(
      'meters',
      'list',
      '--code',
      'INV_FIRMWARE',
      '--limit',
      '2',
    )
    const file = join(stack.folder, 'corrections.csv')
    await writeFile(file, `meter,firmware\n${meters[0]?.journeyId},9.99\nnobody,1.0\n`)
    const counted = await json<{ can: number; badRows: { line: number; code: string }[] }>(
      'action',
      'correct',
      file,
      '--dry-run',
    )
    expect(counted).toMatchObject({ can: 1, badRows: [{ line: 3, code: 'METER_UNKNOWN' }] })
    expect(await ended(await act('correct', file))).toMatchObject({ done: 1 })
    const exported = await stack.meterlift('action', 'export', '1')
    expect(exported.stdout.split('\n')[0]).toBe(
      'journey,device_id,supplier,state,code,message,decided_at,outcome,outcome_code,outcome_at,stage,stage_code,batch',
    )
  }, 120_000)

  it('leave a register that agrees, and a sandbox that migrated nothing twice', async () => {
    expect((await stack.counts()).migratedTwice).toBe(0)
    expect(await stack.findings()).toEqual([])
  }, 60_000)
})
