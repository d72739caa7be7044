import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chance } from '../../../src/sandbox/fate.js'
import { LiveStack, type Settled } from '../../support/live-stack.js'
import { sleep } from '../../support/until.js'

/** The order of the kills and the pauses between them follow from this number alone; it is printed with the order. */
const seed = process.env.FAULT_SEED ?? '20261124'
const portfolio = { size: 240, seed: 11 } as const
const each = 3
const victims = ['workers', 'temporal', 'postgres', 'session', 'sandbox', 'api'] as const
type Victim = (typeof victims)[number] | 'start' | 'everything'

const order: readonly Victim[] = [
  ...victims.flatMap((victim) => Array.from<Victim>({ length: each }).fill(victim)),
  'start' as const,
  'start' as const,
  'everything' as const,
]
  .map((victim, index) => ({ victim, at: chance(seed, index) }))
  .toSorted((a, b) => a.at - b.at)
  .map(({ victim }) => victim)
const pauseMs = (index: number): number => 500 + Math.floor(chance(seed, 'pause', index) * 3_500)

let calm: LiveStack
let struck: LiveStack
beforeAll(async () => {
  ;[calm, struck] = [
    await LiveStack.make({ ...portfolio, slow: false }),
    await LiveStack.make({ ...portfolio, slow: true }),
  ]
}, 120_000)
afterAll(async () => {
  await calm.remove()
  await struck.remove()
})

describe('a run in which everything is killed with -9, again and again', () => {
  let undisturbed: Settled
  let disturbed: Settled

  it('settles as an undisturbed run of the same portfolio does', async () => {
    await calm.start()
    undisturbed = await calm.settled()
    process.stdout.write(`seed ${seed}: ${order.join(', ')}\n`)
    await struck.start()
    const killed = new Map<Victim, number>()
    for (const [index, victim] of order.entries()) {
      await sleep(pauseMs(index))
      process.stdout.write(`${new Date().toISOString()} kill ${index}: ${victim}\n`)
      const ended = `start ended before kill ${index} (${victim}): ${struck.current.said().slice(-4_000)}`
      expect(struck.current.child.exitCode, ended).toBe(null)
      killed.set(victim, (killed.get(victim) ?? 0) + ((await strike(victim)) ? 1 : 0))
    }
    for (const victim of victims) expect(killed.get(victim), `kills of ${victim}`).toBe(each)
    disturbed = await struck.settled()
    const { meters, stages, duties, codes, rejected } = disturbed
    expect({ meters, stages, duties, codes, rejected }).toEqual({
      meters: undisturbed.meters,
      stages: undisturbed.stages,
      duties: undisturbed.duties,
      codes: undisturbed.codes,
      rejected: undisturbed.rejected,
    })
  }, 420_000)

  it('has migrated each installation once, by the sandbox’s own count; register, workflows and counters agree', async () => {
    // Everything is settled: a start shows it as it is, and stays up for a moment to be asked.
    await struck.start({ stay: true })
    const counts = await struck.counts()
    expect(counts.migratedTwice).toBe(0)
    expect(counts.migrated).toBe((disturbed.stages.enrolled ?? 0) - (disturbed.codes.INV_ALREADY_COMMISSIONED ?? 0))
    expect(counts.unsent).toBe(0)
    expect(await struck.leftovers()).toEqual({
      messages: 0,
      attempts: 0,
      submissions: 0,
      installations: 0,
      outcomes: 0,
    })
    expect(await struck.findings()).toEqual([])
  }, 120_000)

  /** Kills; one that is away at this moment is waited for. */
  async function strike(victim: Victim): Promise<boolean> {
    if (victim === 'start' || victim === 'everything') {
      await struck.killStart(victim === 'everything')
      await struck.start()
      return true
    }
    for (let tries = 0; tries < 200; tries += 1) {
      if (victim === 'session' ? await struck.killSession() : await struck.kill(victim)) return true
      await sleep(100)
    }
    return false
  }
})
