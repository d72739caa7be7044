import { beforeAll, describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/journey/happening.js'
import { wakeAt } from '../../src/domain/journey/clock.js'
import type { JourneyView } from '../../src/domain/journey/view.js'
import type { Programme } from '../../src/domain/programme.js'
import { isEnd } from '../../src/domain/stage.js'
import { exampleProgramme } from '../support/programme.js'
import { PlayedJourney } from '../support/journey.js'

const today = '2026-06-01'
let programme: Programme
beforeAll(async () => {
  programme = await exampleProgramme(today)
})

const play = (change?: (view: JourneyView) => JourneyView, cohort?: string): PlayedJourney =>
  new PlayedJourney(programme, {
    today,
    ...(change === undefined ? {} : { change }),
    ...(cohort === undefined ? {} : { cohort }),
  })
const inMigration = (change?: (view: JourneyView) => JourneyView): PlayedJourney => {
  const journey = play(change)
  journey.happen({ kind: 'opened' })
  expect(journey.stage).toBe('migration')
  return journey
}

describe('a clean meter', () => {
  it('goes from inventory to migration in one step, and is enrolled by its outcome', () => {
    const journey = inMigration()
    expect(journey.view.state.duty).toMatchObject({ policyId: 'six-months', breachedOn: null })
    journey.outcome(journey.claim(), null)
    expect(journey.stage).toBe('enrolled')
    expect(journey.view.state.duty.metOn).toBe(today)
  })
  it('that the SMI already has as Commissioned is enrolled without an attempt', () => {
    const journey = play((view) => ({
      ...view,
      smi: {
        asOf: view.state.stageSince,
        record: { deviceId: view.meter.deviceId, status: 'Commissioned', meterPoint: view.meter.meterPoint },
      },
    }))
    journey.happen({ kind: 'opened' })
    expect([journey.stage, journey.code]).toEqual(['enrolled', 'INV_ALREADY_COMMISSIONED'])
  })
})

describe('inventory', () => {
  it('waits for records that are fresh enough', () => {
    const journey = play((view) => ({ ...view, smso: view.smso === null ? null : { ...view.smso, asOf: 0 } }))
    journey.happen({ kind: 'opened' })
    expect(journey.stage).toBe('inventory')
    journey.records()
    expect(journey.stage).toBe('migration')
  })
  it('blocks on a mismatch with both values, runs the clock meanwhile, and goes on once corrected', () => {
    const journey = play((view) => ({
      ...view,
      smso:
        view.smso?.record == null ? null : { ...view.smso, record: { ...view.smso.record, paymentMode: 'prepayment' } },
    }))
    journey.happen({ kind: 'opened' })
    expect([journey.stage, journey.code]).toEqual(['blocked', 'INV_PAYMENT_MODE'])
    expect(journey.view.state.duty.dueOn).not.toBeNull()
    expect(journey.effects).toContainEqual({
      kind: 'exceptions',
      exceptions: [expect.objectContaining({ registered: 'credit', reported: 'prepayment', owner: 'supplier' })],
    })
    journey.pass(1)
    journey.happen({
      kind: 'correction',
      correctionId: 1,
      source: 'person',
      changes: { payment_mode: ['credit', 'prepayment'] },
      actor: 'ann',
      reason: null,
    })
    expect(journey.stage).toBe('inventory')
    journey.records()
    expect(journey.stage).toBe('migration')
  })
})

describe('eligibility', () => {
  it.each([
    ['edmi', 'ELG_COHORT_PENDING'],
    ['aclara', 'ELG_COHORT_NOT_LIVE'],
  ])('of %s waits as %s, with no clock and no timer', (cohort, code) => {
    const journey = play(undefined, cohort)
    journey.happen({ kind: 'opened' })
    expect([journey.stage, journey.code]).toEqual(['waiting', code])
    expect(wakeAt(7, journey.view.state)).toBeNull()
  })
  it('without evidence waits, while the clock runs', () => {
    const journey = play((view) => ({ ...view, meter: { ...view.meter, complianceEvidence: null } }))
    journey.happen({ kind: 'opened' })
    expect(journey.code).toBe('ELG_EVIDENCE_MISSING')
    expect(journey.view.state.duty.dueOn).not.toBeNull()
  })
  it('wants the supplier to authorise where it has no standing authorisation', () => {
    const journey = play((view) => {
      const meter = { ...view.meter, supplierId: 'fenside-energy' }
      return {
        ...view,
        meter,
        smso:
          view.smso?.record == null
            ? null
            : { ...view.smso, record: { ...view.smso.record, supplierId: meter.supplierId } },
      }
    })
    journey.happen({ kind: 'opened' })
    expect(journey.code).toBe('AUT_SUPPLIER')
    journey.command({ kind: 'authorise' })
    expect(journey.stage).toBe('migration')
  })
  it('a reverted go takes a ready meter back; its started clock stands, flagged', () => {
    const journey = inMigration()
    const dueOn = journey.view.state.duty.dueOn
    const reverted: Programme = {
      ...programme,
      cohorts: programme.cohorts.map((cohort) => ({
        ...cohort,
        decisions: [...cohort.decisions, { from: today, decision: 'no-go', liveOn: null }],
      })),
    }
    const after = new PlayedJourney(reverted, { today })
    after.view = journey.view
    after.happen({ kind: 'programme' })
    expect([after.stage, after.code]).toEqual(['waiting', 'ELG_COHORT_NO_GO'])
    expect(after.view.state.duty).toMatchObject({ dueOn, flag: 'go-reverted' })
  })
})

describe('after a failure', () => {
  it('tries again at the time of the table, five times, then asks for a decision', () => {
    const journey = inMigration()
    for (let attempt = 1; attempt <= 5; attempt += 1) {
      expect(journey.stage).toBe('migration')
      journey.outcome(journey.claim(), 'W101')
      if (attempt === 5) break
      expect(journey.stage).toBe('retry')
      journey.happen({ kind: 'time' })
      expect(journey.stage).toBe('retry')
      journey.now = journey.view.state.nextAttemptAt ?? 0
      journey.happen({ kind: 'time' })
    }
    expect([journey.stage, journey.code]).toEqual(['needs-action', 'ATTEMPTS_EXHAUSTED'])
    journey.command({ kind: 'retry', at: null })
    journey.records()
    expect(journey.stage).toBe('migration')
    journey.outcome(journey.claim(), 'W101')
    expect(journey.code).toBe('ATTEMPTS_EXHAUSTED')
  })
  it('a correction does not lift what only a person decides, nor give attempts beyond five', () => {
    const journey = inMigration((view) => ({
      ...view,
      meter: { ...view.meter, paymentMode: 'prepayment' },
      smso:
        view.smso?.record == null ? null : { ...view.smso, record: { ...view.smso.record, paymentMode: 'prepayment' } },
    }))
    journey.outcome(journey.claim(), 'T201')
    expect(journey.code).toBe('PREPAYMENT_FAILED')
    journey.happen({
      kind: 'correction',
      correctionId: 1,
      source: 'import',
      changes: { service: ['active', 'dormant'] },
      actor: 'import',
      reason: null,
    })
    journey.records()
    expect([journey.stage, journey.code]).toEqual(['needs-action', 'PREPAYMENT_FAILED'])
    journey.command({ kind: 'retry', at: null })
    journey.records()
    expect(journey.stage).toBe('migration')
  })
  it('duplicates, failures of an earlier attempt and outcomes after the end change nothing', () => {
    const journey = inMigration()
    const first = journey.claim()
    journey.outcome(first, 'W101')
    journey.outcome(first, 'W101')
    journey.now = journey.view.state.nextAttemptAt ?? 0
    journey.happen({ kind: 'time' })
    const second = journey.claim()
    journey.outcome(first, 'T201')
    expect(journey.view.inFlight?.submissionId).toBe(second)
    journey.outcome(second, null)
    journey.outcome(second, null)
    journey.outcome(second, 'W101')
    expect(journey.stage).toBe('enrolled')
    expect(journey.verdicts).toEqual([
      'taken',
      'earlier-attempt',
      'earlier-attempt',
      'taken',
      'duplicate',
      'after-the-end',
    ])
  })
  it('commissioned wins whichever attempt it belongs to, over an exclusion too', () => {
    const journey = inMigration()
    const first = journey.claim()
    journey.outcome(first, 'K401')
    expect(journey.code).toBe('FIX_FIRST')
    journey.command({ kind: 'exclude', category: 'missing-master-keys', evidence: 'letter 4' })
    expect(journey.stage).toBe('excluded')
    journey.outcome(first, null)
    expect(journey.stage).toBe('enrolled')
    expect(journey.view.state.duty).toMatchObject({ metOn: today, endedOn: null })
  })
})

describe('after the decision point', () => {
  it.each([
    ['W101', 'DECISION_DUE'],
    ['Z999', 'CODE_UNKNOWN'],
  ])('a failure with %s is for a person as %s', (failure, code) => {
    const journey = inMigration()
    const submission = journey.claim()
    while (journey.view.state.duty.decisionOn === null || journey.now < Date.parse(journey.view.state.duty.decisionOn))
      journey.pass(1)
    journey.pass(1)
    journey.outcome(submission, failure)
    expect([journey.stage, journey.code]).toEqual(['needs-action', code])
  })
})

describe('dates', () => {
  it('the decision point hands a waiting retry to a person, and the breach is recorded while the journey goes on', () => {
    const journey = inMigration()
    const due = journey.view.state.duty.dueOn ?? ''
    journey.outcome(journey.claim(), 'W101')
    while (journey.now < (wakeAt(7, { ...journey.view.state, stage: 'needs-action' }) ?? 0)) journey.pass(1)
    journey.happen({ kind: 'time' })
    expect(['needs-action', 'migration']).toContain(journey.stage)
    expect(journey.evidence.map(({ code }) => code)).toContain('DECISION_POINT')
    journey.pass(60)
    journey.happen({ kind: 'time' })
    expect(journey.view.state.duty.breachedOn).not.toBeNull()
    expect(journey.view.state.duty.dueOn).toBe(due)
    expect(isEnd(journey.view.state.stage)).toBe(false)
  })
})

describe('replacement', () => {
  it('ordered, appointed, failed, done: it meets the duty', () => {
    const journey = inMigration()
    journey.command({ kind: 'replace', step: 'order', on: today })
    journey.command({ kind: 'replace', step: 'appoint', on: '2026-06-20' })
    journey.command({ kind: 'replace', step: 'visit-failed', on: '2026-06-20', why: 'nobody in' })
    expect(journey.view.state.replacement).toMatchObject({ state: 'visit-failed', failedVisits: 1 })
    journey.command({ kind: 'replace', step: 'done', on: '2026-07-01', newDeviceId: '70-B3-D5-1F-30-00-A0-99' })
    expect(journey.stage).toBe('replaced')
    expect(journey.view.state.duty.metOn).toBe('2026-07-01')
  })
  it('enrolled wins over one still only ordered, and says so', () => {
    const journey = inMigration()
    const submission = journey.claim()
    journey.command({ kind: 'replace', step: 'order', on: today })
    expect(journey.stage).toBe('migration')
    journey.outcome(submission, null)
    expect([journey.stage, journey.code]).toEqual(['enrolled', 'ENR_REPLACEMENT_OPEN'])
  })
  it('goes on when the attempt in flight fails', () => {
    const journey = inMigration()
    const submission = journey.claim()
    journey.command({ kind: 'replace', step: 'order', on: today })
    journey.outcome(submission, 'W101')
    expect(journey.stage).toBe('replacement')
  })
})

describe('people and suppliers', () => {
  it('in flight nothing can be withdrawn or excluded', () => {
    const journey = inMigration()
    journey.claim()
    for (const command of [
      { kind: 'withdraw' },
      { kind: 'exclude', category: 'uneconomic-to-test', evidence: 'x' },
    ] satisfies Command[]) {
      expect(journey.command(command)).toMatchObject({ kind: 'refused', refusal: { code: 'ALREADY_IN_FLIGHT' } })
    }
  })
  it('a change of supplier in flight neither loses nor doubles the migration', () => {
    const journey = inMigration()
    const submission = journey.claim()
    journey.command({ kind: 'change-supplier', supplierId: 'fenside-energy', gainedOn: today })
    expect([journey.stage, journey.view.meter.supplierId]).toEqual(['migration', 'fenside-energy'])
    journey.outcome(submission, null)
    expect(journey.stage).toBe('enrolled')
  })
  it('a change of supplier before the claim needs the new supplier to authorise', () => {
    const journey = inMigration()
    journey.command({ kind: 'change-supplier', supplierId: 'fenside-energy', gainedOn: today })
    expect(journey.code).toBe('AUT_SUPPLIER')
  })
  it('a gain restarts the window where the policy says so', () => {
    const restart: Programme = {
      ...programme,
      policies: programme.policies.map((policy) => ({ ...policy, gainRule: 'restart' })),
    }
    const journey = new PlayedJourney(restart, { today })
    journey.happen({ kind: 'opened' })
    journey.command({ kind: 'change-supplier', supplierId: 'sse', gainedOn: today })
    expect(journey.view.state.duty).toMatchObject({ startsOn: today, dueOn: '2026-12-01' })
  })
  it('a lost installation ends the duty without meeting it', () => {
    const journey = inMigration()
    journey.command({ kind: 'lose', reason: 'demolished', on: today })
    expect([journey.stage, journey.code]).toEqual(['lost', 'LOST_DEMOLISHED'])
    expect(journey.view.state.duty).toMatchObject({ metOn: null, endedOn: today })
  })
  it('corrected in flight, the meter is checked again before another attempt', () => {
    const journey = inMigration()
    const submission = journey.claim()
    journey.happen({
      kind: 'correction',
      correctionId: 2,
      source: 'person',
      changes: { firmware: ['1', '2'] },
      actor: 'ann',
      reason: null,
    })
    expect(journey.stage).toBe('migration')
    journey.outcome(submission, 'W101')
    expect(journey.stage).toBe('inventory')
  })
})

describe('an attempt in flight', () => {
  it('lands by its failure though the meter is lost meanwhile, so that it holds its installation no longer', () => {
    const journey = inMigration()
    const submission = journey.claim()
    journey.command({ kind: 'lose', reason: 'demolished', on: today })
    expect(journey.view.inFlight).not.toBeNull()
    journey.outcome(submission, 'W101')
    expect([journey.stage, journey.view.inFlight, journey.verdicts]).toEqual(['lost', null, ['after-the-end']])
  })
  it('lands by its own outcome though an earlier attempt enrolled the meter', () => {
    const journey = inMigration()
    const first = journey.claim()
    journey.outcome(first, 'W101')
    journey.now = journey.view.state.nextAttemptAt ?? 0
    journey.happen({ kind: 'time' })
    const second = journey.claim()
    journey.outcome(first, null)
    expect([journey.stage, journey.view.inFlight?.submissionId]).toEqual(['enrolled', second])
    journey.outcome(second, null)
    expect([journey.view.inFlight, journey.verdicts.at(-1)]).toEqual([null, 'duplicate'])
  })
  it('is not believed to have come before its claim, nor after now', () => {
    for (const [days, metOn] of [
      [-300, today],
      [300, today],
    ] as const) {
      const journey = inMigration()
      const submissionId = journey.claim()
      journey.happen({
        kind: 'outcome',
        outcomeId: 'o',
        submissionId,
        result: 'commissioned',
        code: null,
        occurredAt: journey.now + days * 86_400_000,
      })
      expect(journey.view.state.duty.metOn).toBe(metOn)
    }
  })
})

describe('what only seemed possible', () => {
  it.each([
    { step: 'appoint', on: today },
    { step: 'cancel' },
    { step: 'visit-failed', on: today, why: 'nobody in' },
  ] as const)('a replacement not ordered cannot go on: $step', (step) => {
    expect(inMigration().command({ kind: 'replace', ...step })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'NO_REPLACEMENT' },
    })
  })
  it('a replacement ordered in flight is not ordered again', () => {
    const journey = inMigration()
    journey.claim()
    journey.command({ kind: 'replace', step: 'order', on: today })
    expect(journey.command({ kind: 'replace', step: 'order', on: today })).toMatchObject({
      kind: 'refused',
      refusal: { code: 'REPLACEMENT_OPEN' },
    })
  })
  it('a blocked meter that is to be retried at a time is checked again then, not sent to its lane', () => {
    const journey = play((view) => ({ ...view, smi: { asOf: view.state.stageSince, record: null } }))
    journey.happen({ kind: 'opened' })
    expect(journey.stage).toBe('blocked')
    journey.command({ kind: 'retry', at: journey.now + 3_600_000 })
    journey.pass(1)
    journey.happen({ kind: 'time' })
    expect(journey.stage).toBe('inventory')
  })
  it('a meter reopened does not go on with the replacement that its exclusion ended', () => {
    const journey = inMigration()
    journey.command({ kind: 'replace', step: 'order', on: today })
    journey.command({ kind: 'exclude', category: 'uneconomic-to-test', evidence: 'x' })
    journey.command({ kind: 'reopen' })
    journey.records()
    journey.outcome(journey.claim(), 'W101')
    expect(journey.stage).toBe('retry')
  })
  it('a meter that waited while it changed supplier is not blocked on records from before the change', () => {
    const journey = play(undefined, 'edmi')
    journey.happen({ kind: 'opened' })
    journey.command({ kind: 'change-supplier', supplierId: 'sse', gainedOn: today })
    journey.happen({ kind: 'programme' })
    expect(journey.stage).toBe('inventory')
  })
})
