import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/register/database.js'
import { Gate } from '../../support/gate.js'
import { LiveStack, type Member, type Settled } from '../../support/live-stack.js'
import { sleep } from '../../support/until.js'

const portfolio = { size: 240, seed: 12 } as const
let calm: LiveStack
let struck: LiveStack
let undisturbed: Settled
let register: string
let sandbox: string

beforeAll(async () => {
  ;[calm, struck] = [
    await LiveStack.make({ ...portfolio, slow: false }),
    await LiveStack.make({ ...portfolio, slow: true }),
  ]
  // So slow that there are claims to come at every moment, however long the moments before take; the rest then goes fast.
  await struck.edit('lanes.yaml', (text) =>
    text.replaceAll(/ratePerMinute: (\d+)/g, (_, rate: string) => `ratePerMinute: ${Math.ceil(Number(rate) / 4)}`),
  )
  await calm.start()
  undisturbed = await calm.settled()
  await struck.start()
  register = struck.databaseUrl
  sandbox = register.replace(/\w+$/, 'sandbox')
}, 240_000)
afterAll(async () => {
  await calm.remove()
  await struck.remove()
})

/** The edges at which a process is stopped; the row is in hand, its write is not made, or not settled. */
const edges = {
  'the claim is made and its commit is not heard of': () => Gate.atCommit(register, 'submission', 'insert'),
  'DCC has taken a group and the register does not say so': () =>
    Gate.beforeRow(register, 'submission', 'update', "old.state = 'claimed' and new.state = 'submitted'"),
  'DCC has taken a group and the record of it is in its commit': () =>
    Gate.atCommit(register, 'submission', 'update', "old.state = 'claimed' and new.state = 'submitted'"),
  'an outcome has come and is not stored': () => Gate.beforeRow(register, 'outcome', 'insert'),
  'an outcome is stored and not acknowledged': () => Gate.atCommit(register, 'outcome', 'insert'),
  'an outcome is stored and its step is not written': () =>
    Gate.beforeRow(register, 'attempt', 'update', 'old.landed_at is null and new.landed_at is not null'),
  'the step of an outcome is in its commit': () =>
    Gate.atCommit(register, 'attempt', 'update', 'old.landed_at is null and new.landed_at is not null'),
  'a journey is nudged and the outbox does not say so': () =>
    Gate.beforeRow(register, 'outbox', 'update', 'old.sent_at is null and new.sent_at is not null'),
  'DCC takes a group and its own commit is not heard of': () => Gate.atCommit(sandbox, 'submission', 'insert'),
} as const
type Edge = keyof typeof edges

/** Where there are several, the last edge of a journey is first: what is held up there does not keep others from the edges before. */
const cases: readonly (readonly [Member, readonly Edge[]])[] = [
  [
    'workers',
    [
      'an outcome is stored and its step is not written',
      'a journey is nudged and the outbox does not say so',
      'DCC has taken a group and the register does not say so',
    ],
  ],
  ['temporal', ['a journey is nudged and the outbox does not say so']],
  ['api', ['an outcome has come and is not stored']],
  ['sandbox', ['DCC takes a group and its own commit is not heard of']],
  ['workers', ['the step of an outcome is in its commit', 'the claim is made and its commit is not heard of']],
  ['api', ['an outcome is stored and not acknowledged']],
  [
    'postgres',
    ['an outcome is stored and its step is not written', 'DCC has taken a group and the register does not say so'],
  ],
  [
    'temporal',
    ['an outcome is stored and its step is not written', 'a journey is nudged and the outbox does not say so'],
  ],
  [
    'workers',
    ['an outcome is stored and its step is not written', 'DCC has taken a group and the record of it is in its commit'],
  ],
  ['postgres', ['the step of an outcome is in its commit']],
  ['postgres', ['the claim is made and its commit is not heard of']],
]

describe('kill -9 at an exact moment', () => {
  it.each(cases)(
    'of %s while %j',
    async (victim, at) => {
      const gates: Gate[] = []
      try {
        for (const edge of at) gates.push(await edges[edge]())
        // All stand at theirs when the process dies.
        for (const gate of gates) {
          await gate.close()
          await gate.reached()
        }
        expect(struck.current.child.exitCode).toBe(null)
        expect(await struck.kill(victim)).toBe(true)
        if (victim === 'postgres') await up()
      } finally {
        await Gate.openAll(gates)
      }
    },
    120_000,
  )

  it('loses nothing and doubles nothing: the run settles as an undisturbed one', async () => {
    for (const { lane } of await struck.db<
      { lane: string }[]
    >`select distinct lane_id as lane from installation where lane_id is not null`) {
      const set = await struck.meterlift(
        'lanes',
        'set',
        lane,
        '--rate',
        '600',
        '--until',
        '+1h',
        '--reason',
        'the rest',
      )
      expect(set.code, set.stderr).toBe(0)
    }
    const settled = await struck.settled()
    expect({ ...settled, seconds: 0 }).toEqual({ ...undisturbed, seconds: 0 })
    await struck.start({ stay: true })
    const counts = await struck.counts()
    expect(counts.migratedTwice).toBe(0)
    expect(counts.migrated).toBe((settled.stages.enrolled ?? 0) - (settled.codes.INV_ALREADY_COMMISSIONED ?? 0))
    expect(counts.unsent).toBe(0)
    expect(await struck.leftovers()).toEqual({
      messages: 0,
      attempts: 0,
      submissions: 0,
      installations: 0,
      outcomes: 0,
    })
    expect(await struck.findings()).toEqual([])
  }, 240_000)
})

/** Waits for the new server: a session of the old one may still answer for a moment. */
async function up(): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const db = openDatabase(register, { max: 1 })
    const answers = await db`select 1`.then(
      () => true,
      () => false,
    )
    await db.end({ timeout: 1 })
    if (answers) return
    await sleep(100)
  }
  throw new Error('PostgreSQL did not come back')
}
