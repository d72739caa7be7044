import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { DryRun } from '../../src/operations/batch/plan-batch.js'
import type { BatchView } from '../../src/register/batch/view-batch.js'
import { brokenBatches } from '../support/broken-batches.js'
import { LiveStack, type Member } from '../support/live-stack.js'
import { sleep, until } from '../support/until.js'

/** Half of the sample's meters are of this lane. */
const large = 'landis-gyr'
const small = 'secure-meters'
const dailyCapacity = 400
/** A supplier that authorises batch by batch. */
const wanting = 'fenside-energy'

/** Nothing goes but by a batch; lanes are slow, and a breaker opens on few failures and is closed by a person. */
let stack: LiveStack
beforeAll(async () => {
  stack = await LiveStack.make({ size: 360, seed: 13, slow: true, held: true })
  const rules =
    'breaker: { windowMinutes: 1, minimumSample: 8, failurePercent: 80, openMinutes: 60, probes: 3, probePercent: 60, rampMinutes: 0 }'
  await stack.edit('lanes.yaml', (text) =>
    text
      .replaceAll(/^( {2})(division: .*)$/gm, `$1$2\n$1${rules}`)
      .replaceAll(/dailyCapacity: \d+/g, `dailyCapacity: ${dailyCapacity}`)
      .replaceAll(/dailyCap: \d+/g, `dailyCap: ${dailyCapacity}`),
  )
  await splitSome(8)
  await stack.start({ stay: true })
  await until('all meters are looked at', 120_000, async () => {
    const rows = await stack.db`select 1 from journey where stage = 'inventory' limit 1`
    return rows.length === 0
  })
}, 480_000)
afterAll(() => stack.remove(), 60_000)

/** Gives the gas meters behind the first hubs with two meters to a supplier that gives no standing authorisation. */
async function splitSome(hubs: number): Promise<void> {
  const lines = (await readFile(stack.portfolio, 'utf8')).split('\n')
  const hubOf = (line: string): string => line.split(',')[7] ?? ''
  const second = lines.filter((line, n) => n > 1 && hubOf(line) !== '' && hubOf(line) === hubOf(lines[n - 1] ?? ''))
  const devices = second.slice(0, hubs).map((line) => line.split(',')[3] ?? '')
  for (const path of [stack.portfolio, `${stack.portfolio}.world.csv`]) {
    const changed = (await readFile(path, 'utf8')).split('\n').map((line) => {
      const values = line.split(',')
      return devices.includes(values[3] ?? '') ? values.with(2, wanting).join(',') : line
    })
    await writeFile(path, changed.join('\n'))
  }
}

async function json<T>(...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await stack.meterlift(...args, '--json')
  if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`)
  return JSON.parse(stdout) as T
}

/** A file of credit meters that could go now: a prepayment meter that failed once waits for a person. @param installations of which part of the lane's, in the order of their numbers */
async function readyOf(lane: string, name: string, from = 0, to = 1_000): Promise<readonly string[]> {
  const rows = await stack.db<{ device: string }[]>`
    select m.device_id as device from journey j join meter m using (journey_id) join (
      select installation_id, row_number() over (order by installation_id) as n from installation
      where lane_id = ${lane} and state = 'ready' and not prepayment) i on i.installation_id = m.installation_id
    where j.stage = 'migration' and i.n > ${from} and i.n <= ${to} order by m.device_id`
  await writeFile(join(stack.folder, name), ['device_id', ...rows.map(({ device }) => device)].join('\n'))
  return rows.map(({ device }) => device)
}

const file = (name: string): string => join(stack.folder, name)
const dryRun = (...args: readonly string[]) => json<DryRun>('batch', 'plan', ...args, '--dry-run')
const show = (batch: number) => json<BatchView>('batch', 'show', String(batch))
const say = (batch: number, ...words: readonly string[]) =>
  json('batch', words[0] ?? '', String(batch), ...words.slice(1), '--by', 'bob', '--reason', 'drill')

/** Plans a batch and approves it. */
async function approved(...args: readonly string[]): Promise<number> {
  const { batchId } = await json<{ batchId: number }>('batch', 'plan', ...args, '--submit', '--by', 'ann')
  await say(batchId, 'approve')
  return batchId
}

const countOf = async (batch: number, ...states: readonly string[]): Promise<number> => {
  const [row] = await stack.db<{ n: number }[]>`
    select count(*) as n from batch_member where batch_id = ${batch} and state = any(${[...states]})`
  return row?.n ?? 0
}
const stateIs = (batch: number, state: string) => async (): Promise<boolean> => {
  const rows = await stack.db`select 1 from batch where batch_id = ${batch} and state = ${state}`
  return rows.length === 1
}

async function fates(devices: readonly string[], fate: string): Promise<void> {
  for (const device of devices)
    await stack.sandbox(`/sandbox/devices/${device}`, { method: 'PATCH', body: JSON.stringify({ fate }) })
}

/** What must hold after each of them, whatever was killed. */
afterEach(async () => {
  expect(await brokenBatches(stack.db)).toEqual([])
  expect((await stack.counts()).migratedTwice).toBe(0)
  expect(
    await stack.db`
      select lane_id, day, used from lane_day d
      where used > ${dailyCapacity} or used <> (select count(*) from submission s where s.lane_id = d.lane_id and s.day = d.day)`,
  ).toEqual([])
  expect(await stack.findings()).toEqual([])
}, 120_000)

describe('a batch on the real stack', () => {
  it('that is paused releases nothing, and goes on where it was though workers, Temporal or PostgreSQL are killed', async () => {
    const devices = await readyOf(large, 'first.csv', 0, 36)
    await fates(devices, 'clean')
    const batch = await approved(
      ...['--devices', file('first.csv'), '--name', 'killed', '--when-still', 'end'],
      // So slow that there is something left after each kill.
      ...['--rate', '2400'],
    )
    for (const victim of ['workers', 'temporal', 'postgres'] as const satisfies readonly Member[]) {
      const before = await countOf(batch, 'enrolled')
      await until('some are enrolled', 90_000, async () => (await countOf(batch, 'enrolled')) > before + 3)
      await say(batch, 'pause')
      await until('it is paused', 60_000, stateIs(batch, 'paused'))
      const enrolled = await countOf(batch, 'enrolled')
      expect(await stack.kill(victim), victim).toBe(true)
      await sleep(3_000)
      // Nothing went while it was paused, whoever came back meanwhile.
      await until('the register answers', 60_000, async () => {
        try {
          return (
            (await countOf(batch, 'in-flight', 'released')) === 0 && (await countOf(batch, 'enrolled')) === enrolled
          )
        } catch {
          // PostgreSQL is on its way up.
          return false
        }
      })
      await until('it is resumed', 60_000, async () => {
        const { code } = await stack.meterlift('batch', 'resume', String(batch), '--by', 'bob', '--reason', 'drill')
        return code === 0
      })
    }
    await until('it is finished', 180_000, stateIs(batch, 'finished'))
    const { progress, summary } = await show(batch)
    expect(progress.states.enrolled).toBe(devices.length)
    expect(summary?.members.enrolled).toBe(devices.length)
    const [attempts] = await stack.db<{ n: number; meters: number }[]>`
      select count(*) as n, count(distinct journey_id) as meters from attempt where batch_id = ${batch}`
    expect(attempts).toEqual({ n: devices.length, meters: devices.length })
  }, 480_000)

  it('whose lane has an outage loses no attempt by it, and comes to its end', async () => {
    const devices = await readyOf(large, 'second.csv', 0, 30)
    await fates(devices, 'clean')
    const batch = await approved(
      '--devices',
      file('second.csv'),
      '--name',
      'struck',
      '--no-pause',
      '--when-still',
      'end',
    )
    await until('some are enrolled', 90_000, async () => (await countOf(batch, 'enrolled')) > 3)
    await stack.sandbox('/sandbox/faults', {
      method: 'POST',
      body: JSON.stringify({ place: large, kind: 'storm', share: 1 }),
    })
    const breakerIs = (state: string) => async (): Promise<boolean> => {
      const rows = await stack.db`select 1 from lane_control where lane_id = ${large} and breaker = ${state}`
      return rows.length === 1
    }
    await until('the breaker opens', 90_000, breakerIs('open'))
    await expect.poll(async () => (await show(batch)).health.health, { timeout: 20_000 }).toBe('needs-attention')
    await stack.sandbox(`/sandbox/faults?place=${large}`, { method: 'DELETE', body: '{}' })
    for (const hold of ['open', 'auto']) await json('lanes', 'breaker', large, hold, '--reason', 'drill', '--by', 'bob')
    await until('it is finished', 240_000, stateIs(batch, 'finished'))
    expect((await show(batch)).summary?.members.enrolled).toBe(devices.length)
    const [voided] = await stack.db<{ n: number }[]>`
      select count(*) as n from attempt where batch_id = ${batch} and voided is not null`
    expect(voided?.n).toBeGreaterThanOrEqual(8)
  }, 420_000)

  it('whose canary fails stops the rest, until a person sends it on; what failed is retried in a child', async () => {
    const devices = await readyOf(small, 'canary.csv')
    expect(devices.length).toBeGreaterThan(15)
    await fates(devices, 'fix:K401')
    const batch = await approved(
      '--devices',
      file('canary.csv'),
      '--waves',
      'canary:4',
      '--no-pause',
      '--when-still',
      'end',
    )
    await until('the canary has failed', 90_000, async () => (await show(batch)).waves[0]?.state === 'short')
    await sleep(3_000)
    const stopped = await show(batch)
    expect(stopped.health).toMatchObject({ health: 'needs-attention' })
    expect(stopped.waves.slice(1).every(({ state }) => state === 'pending')).toBe(true)
    expect(await countOf(batch, 'released', 'in-flight', 'enrolled')).toBe(0)
    const failed = await countOf(batch, 'failed')
    expect(failed).toBe(stopped.waves[0]?.members)

    await fates(devices, 'clean')
    await json('batch', 'wave', 'release', String(batch), '2', '--by', 'bob', '--reason', 'drill')
    await until('it is finished', 180_000, stateIs(batch, 'finished'))
    expect(await countOf(batch, 'enrolled')).toBe(devices.length - failed)

    const mine = ['--failure', 'K401', '--lane', small] as const
    const act = (...args: readonly string[]) => json<{ actionId: number }>('action', ...args, ...mine, '--by', 'ann')
    const over = (action: number) =>
      until('the action is over', 60_000, async () => {
        const rows = await stack.db`select 1 from action where action_id = ${action} and state = 'finished'`
        return rows.length === 1
      })
    await over((await act('fixed', '--fix', 'keys are loaded')).actionId)
    const { actionId } = await act('retry', '--reason', 'keys are loaded')
    await over(actionId)
    const [child] = (await show(batch)).children
    if (child === undefined) throw new Error('no child batch')
    await until('the child is finished', 120_000, stateIs(child.batchId, 'finished'))
    expect(await countOf(child.batchId, 'enrolled')).toBe(failed)
    const moved = await stack.db`
      select 1 from batch_member where batch_id = ${batch} and state = 'failed' and moved_to = ${child.batchId}`
    expect(moved).toHaveLength(failed)
  }, 420_000)

  it('leaves out what is live in another one, and says in which', async () => {
    const devices = await readyOf('itron', 'overlap.csv')
    const first = await approved('--devices', file('overlap.csv'), '--start-at', '+1h')
    const second = await dryRun('--devices', file('overlap.csv'))
    expect(second).toMatchObject({ members: 0, canGoNow: 0 })
    expect(second.rest).toMatchObject([{ code: 'BAT_OTHER_BATCH', meters: devices.length, batches: [first] }])
    await say(first, 'cancel')
    expect(await countOf(first, 'given-back')).toBe(devices.length)
    expect((await dryRun('--devices', file('overlap.csv'))).members).toBe(devices.length)
  }, 60_000)

  it('whose end time comes gives back what is left and lets land what is on its way', async () => {
    const devices = await readyOf('itron', 'end.csv')
    expect(devices.length).toBeGreaterThan(10)
    await fates(devices, 'clean')
    const endAt = new Date(Date.now() + 60_000).toISOString()
    const batch = await approved(
      ...['--devices', file('end.csv'), '--end-at', endAt, '--at-end', 'cancel'],
      // Three at once and three more before the end, so that some are left however fast or slow all goes.
      ...['--rate', '180'],
    )
    await until('it is finished', 180_000, stateIs(batch, 'finished'))
    const { progress } = await show(batch)
    expect(progress.states.enrolled).toBeGreaterThan(0)
    expect(progress.states['given-back']).toBeGreaterThan(0)
    expect(progress.states.enrolled + progress.states['given-back']).toBe(devices.length)
    // From its end on nothing was released, and once what was left had been given back no lane took anything.
    const [end] = await stack.db<{ inTime: boolean; released: number; claimed: number }[]>`
      select e.at >= ${endAt}::timestamptz as "inTime",
             (select count(*) from batch_member m where m.batch_id = e.batch_id and m.released_at > e.at) as released,
             (select count(*) from attempt a where a.batch_id = e.batch_id and a.claimed_at >
               (select max(ended_at) from batch_member m where m.batch_id = e.batch_id and m.state = 'given-back')) as claimed
      from batch_event e where e.batch_id = ${batch} and e.kind = 'end'`
    expect(end).toEqual({ inTime: true, released: 0, claimed: 0 })
    const taken = await stack.db`
      select 1 from batch_member m join attempt a using (batch_id, journey_id)
      where m.batch_id = ${batch} and m.state = 'given-back'`
    expect(taken).toHaveLength(0)
  }, 300_000)

  it('with a split installation waits for both suppliers', async () => {
    const [split] = await stack.db<{ devices: string[] }[]>`
      select array_agg(m.device_id) as devices from journey j join meter m using (journey_id) where j.stage in ('migration', 'waiting')
      group by m.installation_id
      having count(*) = 2 and count(*) filter (where j.code = 'AUT_SUPPLIER' and j.supplier_id = ${wanting}) = 1
         and count(*) filter (where j.stage = 'migration') = 1
      order by m.installation_id limit 1`
    if (split === undefined) throw new Error('the sample has no split installation that waits for an authorisation')
    await fates(split.devices, 'clean')
    await writeFile(file('split.csv'), ['device_id', ...split.devices].join('\n'))
    const batch = await approved('--devices', file('split.csv'), '--when-still', 'wait')
    const planned = await show(batch)
    expect(planned.authorisationsAwaited).toMatchObject([{ supplier: wanting }])
    await until('it says that it waits', 30_000, async () => (await show(batch)).health.health === 'needs-attention')
    expect(await countOf(batch, 'released', 'in-flight', 'enrolled')).toBe(0)
    await json('batch', 'authorise', String(batch), '--supplier', wanting, '--by', 'sue', '--reason', 'agreed')
    await until('it is finished', 120_000, stateIs(batch, 'finished'))
    expect(await countOf(batch, 'enrolled')).toBe(split.devices.length)
  }, 240_000)
})
