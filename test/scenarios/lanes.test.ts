import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { signatureHeader, signCallback } from '../../src/gateways/outcome-callback.js'
import type { LaneStatus } from '../../src/operations/lane/lane-status.js'
import { LiveStack } from '../support/live-stack.js'
import { sleep, until } from '../support/until.js'

/** The lane that is struck: half of the sample's meters are in it. */
const struck = 'landis-gyr'
const burst = { callbacks: 20, outcomes: 1_000 } as const

let stack: LiveStack
beforeAll(async () => {
  stack = await LiveStack.make({ size: 200, seed: 7, slow: true })
  const file = join(stack.programme, 'lanes.yaml')
  const rules =
    'breaker: { minimumSample: 8, failurePercent: 80, openMinutes: 60, probes: 3, probePercent: 60, rampMinutes: 0 }'
  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replaceAll(/^( {2})(division: .*)$/gm, `$1$2\n$1${rules}`))
  await stack.start({ stay: true })
}, 120_000)
afterAll(() => stack.remove(), 60_000)

async function lanes(): Promise<ReadonlyMap<string, LaneStatus>> {
  const { stdout, stderr, code } = await stack.meterlift('lanes', '--json')
  if (code !== 0) throw new Error(stderr)
  const found = (JSON.parse(stdout) as { lanes: LaneStatus[] }).lanes
  return new Map(found.map((lane) => [lane.lane, lane]))
}

const breakerIs = (state: string) => async (): Promise<boolean> => {
  const [row] = await stack.db`select 1 from lane_control where lane_id = ${struck} and breaker = ${state}`
  return row !== undefined
}

/** Submissions of lanes other than the struck one, or of all. */
const submissions = async (all: boolean): Promise<number> => {
  const [row] = await stack.db<
    { n: number }[]
  >`select count(*) as n from submission where ${all} or lane_id <> ${struck}`
  return row?.n ?? 0
}

const person = async (...args: readonly string[]): Promise<void> => {
  const { code, stderr } = await stack.meterlift('lanes', ...args, '--by', 'ann')
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
}

/** Posts signed callbacks, several at once, and answers what the service said. */
async function post(
  bodies: readonly string[],
): Promise<readonly { status: number; stored: number; duplicates: number }[]> {
  const { apiUrl } = JSON.parse(await readFile(join(stack.data, 'run.json'), 'utf8')) as { apiUrl: string }
  const { callbackSecret } = JSON.parse(await readFile(join(stack.data, 'secrets.json'), 'utf8')) as {
    callbackSecret: string
  }
  return Promise.all(
    bodies.map(async (body) => {
      const response = await fetch(`${apiUrl}/callbacks/dcc/outcomes`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          [signatureHeader]: signCallback(callbackSecret, Math.round(Date.now() / 1_000), body),
        },
        body,
      })
      const said = (await response.json()) as { stored: number; duplicates: number }
      return { status: response.status, ...said }
    }),
  )
}

describe('an outage of one lane, with a storm of its failures', () => {
  it('opens its breaker by itself, and people are told', async () => {
    await stack.sandbox('/sandbox/faults', {
      method: 'POST',
      body: JSON.stringify({ place: struck, kind: 'storm', share: 1 }),
    })
    await until('the breaker opens', 60_000, breakerIs('open'))
    await until('people are told', 5_000, async () => {
      const rows =
        await stack.db`select 1 from notification where code = 'LANE_BREAKER_OPEN' and delivered_at is not null`
      return rows.length === 1
    })
    expect((await lanes()).get(struck)).toMatchObject({ state: 'breaker-open', breaker: { state: 'open', hold: null } })
  }, 90_000)

  it('20,000 of its outcomes at once, duplicates among them, are all answered and delay no other lane', async () => {
    const devices = await stack.db<{ device: string; submission: string }[]>`
      select m.device_id as device, a.submission_id as submission
      from attempt a join submission s using (submission_id) join meter m using (journey_id) where s.lane_id = ${struck}`
    const occurredAt = new Date().toISOString()
    const bodies = Array.from({ length: burst.callbacks }, (_, callback) =>
      JSON.stringify({
        outcomes: Array.from({ length: burst.outcomes }, (__, n) => {
          const { device, submission } = devices[(callback * burst.outcomes + n) % devices.length] ?? {}
          return {
            outcomeId: `burst-${callback}-${n}`,
            submissionId: submission,
            deviceId: device,
            result: 'failed',
            code: 'D301',
            occurredAt,
          }
        }),
      }),
    )
    const before = await submissions(false)
    const began = Date.now()
    const answers = await post([...bodies, ...bodies.slice(0, 5)])
    const seconds = (Date.now() - began) / 1_000
    expect(answers.every(({ status }) => status === 202)).toBe(true)
    expect(answers.reduce((sum, { stored }) => sum + stored, 0)).toBe(burst.callbacks * burst.outcomes)
    expect(answers.reduce((sum, { duplicates }) => sum + duplicates, 0)).toBe(5 * burst.outcomes)
    await until('the other lanes submit', 30_000, async () => (await submissions(false)) > before)
    await until('the burst is taken', 120_000, async () => {
      const [row] = await stack.db<{ n: number }[]>`select count(*) as n from outbox where lane_id = ${struck}`
      return row?.n === 0
    })
    const taken = (Date.now() - began) / 1_000
    // From the outcome's arrival to the step that took it, of what other lanes' outcomes came since the burst began.
    const [delay] = await stack.db<{ longest: number | null; n: number }[]>`
      select max(extract(epoch from e.at - o.received_at))::float8 as longest, count(*) as n
      from outcome o join submission s using (submission_id)
      join evidence e on e.journey_id = o.journey_id and e.at >= o.received_at and e.detail ->> 'outcome' = o.outcome_id
      where s.lane_id <> ${struck} and o.received_at >= ${began} and o.verdict = 'taken' and o.result = 'commissioned'`
    process.stdout.write(
      `burst answered in ${seconds} s, taken in ${taken} s; ${delay?.n} outcomes of other lanes waited ${delay?.longest} s at most\n`,
    )
    expect(delay?.n).toBeGreaterThan(0)
    expect(delay?.longest).toBeLessThan(5)
  }, 200_000)

  it('a stop of all lanes halts each of them, and they go on once it is lifted', async () => {
    await person('stop', '--all', '--reason', 'drill')
    expect(
      [...(await lanes()).values()].every(({ state, stopped }) => state === 'stopped' && stopped?.all === true),
    ).toBe(true)
    const before = await submissions(true)
    await sleep(4_500)
    expect(await submissions(true)).toBe(before)
    await person('lift', '--all', '--reason', 'drill is over')
    await until('lanes go on', 20_000, async () => (await submissions(true)) > before)
  }, 60_000)

  it('does not count against its meters; it tries a few, and goes on to the end', async () => {
    await stack.sandbox(`/sandbox/faults?place=${struck}`, { method: 'DELETE', body: '{}' })
    await until('what failed is voided', 20_000, async () => {
      const rows = await stack.db`
        select 1 from attempt a join submission s using (submission_id) join lane_control c on c.lane_id = s.lane_id
        where s.lane_id = ${struck} and a.result = 'failed' and a.code = 'D301' and a.voided is null`
      return rows.length === 0
    })
    await person('breaker', struck, 'open', '--reason', 'seen to be out')
    await person('breaker', struck, 'auto', '--reason', 'its SMSO says it is well')
    await until('the breaker closes', 60_000, breakerIs('closed'))
    await until('all is settled', 180_000, async () => {
      const { stdout } = await stack.meterlift('status', '--json')
      return (JSON.parse(stdout) as { unsettled: number }).unsettled === 0
    })
    // Nobody’s attempts were used up by the outage, and the register knows which ones do not count.
    expect(
      await stack.db`
        select journey_id from journey j where code = 'ATTEMPTS_EXHAUSTED'
          and (select count(*) from attempt a where a.journey_id = j.journey_id and a.voided is null) < 5`,
    ).toEqual([])
    const [kept] = await stack.db<{ voided: number; told: number }[]>`
      select (select count(*) from attempt where voided is not null) as voided,
             (select count(distinct journey_id) from evidence where code = 'ATTEMPT_VOIDED') as told`
    expect(kept?.voided).toBeGreaterThanOrEqual(8)
    expect(kept?.told).toBeGreaterThan(0)
    const { migratedTwice } = await stack.counts()
    expect(migratedTwice).toBe(0)
    expect(await stack.findings()).toEqual([])
  }, 300_000)
})
