import { describe, expect, it } from 'vitest'
import { addDays, londonDate } from '../../src/domain/calendar.js'
import { type LoneJourney, withJourney } from '../support/lone-journey.js'
import { inForce } from '../support/register.js'

const skipping = (body: (journey: LoneJourney) => Promise<void>): Promise<void> =>
  withJourney({ kind: 'skipping' }, body)

describe('a meter’s journey over the whole six months', () => {
  it('clean: enrolled in at most 16 events', () =>
    skipping(async (journey) => {
      await journey.importMeter()
      await journey.start()
      await journey.stage('migration')
      await journey.report(await journey.claim(), null)
      expect(await journey.handle.result()).toEqual({ stage: 'enrolled', code: null })
      expect(await journey.events()).toBeLessThanOrEqual(16)
      expect(await journey.test.db`select from outbox`).toHaveLength(0)
    }))

  it('left in needs-action it sleeps to its decision point, and a replacement meets the duty', () =>
    skipping(async (journey) => {
      await journey.importMeter()
      await journey.start()
      await journey.stage('migration')
      await journey.report(await journey.claim(), 'K401')
      await journey.stage('needs-action')
      const [before] = await journey.test.db<
        { decision_on: string; due_on: string }[]
      >`select decision_on, due_on from journey`
      if (before === undefined) throw new Error('no journey')
      await journey.env.sleep(
        `${Math.max(1, Math.ceil((Date.parse(before.decision_on) - (await journey.now())) / 86_400_000) + 2)} days`,
      )
      await expect
        .poll(
          async () =>
            (await journey.test.db<{ raised: boolean }[]>`select decision_raised as raised from journey`)[0]?.raised,
          { timeout: 15_000 },
        )
        .toBe(true)
      const today = londonDate(await journey.now())
      expect(today > before.decision_on && today < before.due_on).toBe(true)
      expect(await journey.decide({ kind: 'replace', step: 'order', on: today })).toEqual({
        stage: 'replacement',
        code: null,
      })
      await expect(journey.decide({ kind: 'retry', at: null })).rejects.toMatchObject({
        cause: { type: 'REPLACEMENT_OPEN' },
      })
      expect(
        await journey.decide({ kind: 'replace', step: 'done', on: today, newDeviceId: '70-B3-D5-1F-30-00-A0-99' }),
      ).toEqual({ stage: 'replaced', code: null })
      await journey.handle.result()
      const [after] = await journey.test.db<
        { met_on: string; breached_on: string | null }[]
      >`select met_on, breached_on from journey`
      expect(after).toEqual({ met_on: today, breached_on: null })
    }))

  it('retries by itself at the time of the table, and takes duplicates and late outcomes without a step too many', () =>
    skipping(async (journey) => {
      await journey.importMeter()
      await journey.start()
      await journey.stage('migration')
      const first = await journey.claim()
      await journey.report(first, 'W101')
      await journey.report(first, 'W101')
      await journey.report(first, 'W101', 'again')
      await journey.env.sleep('1 minute')
      await journey.stage('migration')
      const second = await journey.claim()
      await journey.report(first, 'T201', 'late')
      await journey.report(second, null)
      expect(await journey.handle.result()).toMatchObject({ stage: 'enrolled' })
      const attempts = await journey.test.db`select number, result, code from attempt order by number`
      expect(attempts).toEqual([
        { number: 1, result: 'failed', code: 'W101' },
        { number: 2, result: 'commissioned', code: null },
      ])
      const verdicts = await journey.test.db<
        { verdict: string }[]
      >`select verdict from outcome order by received_at, outcome_id`
      expect(verdicts.map(({ verdict }) => verdict).toSorted()).toEqual([
        'earlier-attempt',
        'earlier-attempt',
        'taken',
        'taken',
      ])
    }))

  it('waits without polling for a cohort, and is woken by the programme alone', () =>
    skipping(async (journey) => {
      await journey.test.db`truncate programme_version`
      const today = londonDate(await journey.now())
      const pending = {
        ...journey.programme,
        cohorts: journey.programme.cohorts.map((cohort) => ({
          ...cohort,
          decisions: [{ from: addDays(today, -100), decision: 'pending' as const, liveOn: null }],
        })),
      }
      await inForce(journey.test.db, pending, { today, now: await journey.now(), digest: 'pending' })
      await journey.importMeter()
      await journey.start()
      await journey.stage('waiting')
      // The register shows the stage a moment before the server has the task's end in the history.
      await journey.env.sleep('1 day')
      const events = await journey.events()
      await journey.env.sleep('90 days')
      expect(await journey.events()).toBe(events)
      await inForce(journey.test.db, journey.programme, { today, now: await journey.now(), digest: 'go' })
      await journey.test
        .db`insert into outbox (journey_id, kind, body, priority, not_before) values (1, 'programme', '{}', 3, now() - interval '1 day')`
      await journey.bringRecords()
      await journey.nudge()
      await journey.stage('migration')
    }))
})
