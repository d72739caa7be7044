import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../src/domain/calendar.js'
import { redate } from '../../src/domain/duty.js'
import type { DutyPolicy } from '../../src/domain/programme.js'
import { redatedDuties } from '../../src/register/duty/redate.js'
import { recordBreaches, recordReminders } from '../../src/register/duty/watch.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const base: DutyPolicy = {
  id: 'p',
  title: 'p',
  source: 's',
  effectiveFrom: '2018-01-01',
  windowMonths: 6,
  startRule: 'can-be-enrolled',
  gainRule: 'keep',
  backstop: null,
  decisionPointDays: 42,
  dueSoonDays: 60,
  reminders: [90, 30, 7],
}
const day = fc.integer({ min: 0, max: 900 }).map((n) => addDays('2018-01-01', n))
const maybe = fc.option(day, { nil: null })
const duty = fc.record({
  clockOn: maybe,
  startsOn: maybe,
  dueOn: maybe,
  installedOn: maybe,
  suppliedSince: maybe,
  gainedOn: maybe,
})
const policy = fc.record({
  windowMonths: fc.integer({ min: 1, max: 24 }),
  gainRule: fc.constantFrom('keep' as const, 'restart' as const),
  backstop: maybe,
})

describe('re-dating in SQL', () => {
  it('gives the same answers as the rule in src/domain/duty.ts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(duty, { minLength: 1, maxLength: 30 }), policy, day, async (duties, over, today) => {
        const rule = { ...base, ...over }
        await fill(duties)
        const rows = await test.db<
          { journey_id: number; new_start: string | null; new_due: string | null }[]
        >`${redatedDuties(test.db, rule, today)}`
        duties.forEach((each, index) => {
          const suppliedSince = each.gainedOn ?? each.suppliedSince
          const gained =
            each.gainedOn !== null ||
            (suppliedSince !== null && each.installedOn !== null && suppliedSince > each.installedOn)
          const expected = redate(
            {
              startsOn: each.startsOn,
              dueOn: each.dueOn,
              metOn: null,
              endedOn: null,
              facts: { liveOn: each.clockOn, combinationAddedOn: each.clockOn, suppliedSince, gained },
            },
            rule,
            today,
          )
          const row = rows.find(({ journey_id }) => journey_id === index + 1)
          if (expected.kind !== 'dated') throw new Error('an open duty is dated')
          expect({ start: row?.new_start ?? null, due: row?.new_due ?? null }).toEqual({
            start: expected.startsOn,
            due: expected.dueOn,
          })
        })
      }),
      { numRuns: 60 },
    )
  })
})

async function fill(
  duties: readonly {
    clockOn: string | null
    startsOn: string | null
    dueOn: string | null
    installedOn: string | null
    suppliedSince: string | null
    gainedOn: string | null
  }[],
): Promise<void> {
  const { db } = test
  await db`truncate meter, installation, combination, import restart identity cascade`
  await db`insert into import (file_name, started_at, started_by) values ('x', now(), 'x')`
  for (const [index, each] of duties.entries()) {
    const n = index + 1
    await db`insert into combination (combination_key, hub_manufacturer, hub_model, hub_firmware, csp, clock_on) values (${`k${n}`}, 'm', 'm', 'f', 'c', ${each.clockOn})`
    await db`insert into installation (hub_id, hub_manufacturer, hub_model, hub_firmware, csp, combination_id) values (${`h${n}`}, 'm', 'm', 'f', 'c', ${n})`
    await db`insert into meter (installation_id, meter_point, fuel, supplier_id, device_id, manufacturer, model, firmware, smso_id, payment_mode, service, installed_on, supplied_since, source_digest, import_id)
      values (${n}, ${`p${n}`}, 'gas', 'sse', ${`d${n}`}, 'm', 'm', 'f', 's', 'credit', 'active', ${each.installedOn}, ${each.suppliedSince}, 1, 1)`
    await db`insert into journey (journey_id, installation_id, supplier_id, stage_since, epoch, clock_starts_on, due_on, gained_on) values (${n}, ${n}, 'sse', now(), 1, ${each.startsOn}, ${each.dueOn}, ${each.gainedOn})`
  }
}

describe('the daily watch', () => {
  it('records a breach once, the day after the due date, and each reminder once', async () => {
    const none = { clockOn: null, startsOn: null, installedOn: null, suppliedSince: null, gainedOn: null }
    await fill([{ ...none, dueOn: '2026-06-30' }])
    const { db } = test
    const now = Date.parse('2026-06-01T05:00:00Z')
    expect(await recordBreaches(db, '2026-06-30', now, 1)).toBe(0)
    expect(await recordReminders(db, base, '2026-06-01', now, 1)).toBe(1)
    expect(await recordReminders(db, base, '2026-06-02', now, 1)).toBe(0)
    expect(await recordReminders(db, base, '2026-06-23', now, 1)).toBe(1)
    expect(await recordBreaches(db, '2026-07-01', now, 1)).toBe(1)
    expect(await recordBreaches(db, '2026-07-02', now, 1)).toBe(0)
    expect((await db`select code from evidence order by evidence_id`).map(({ code }) => code as string)).toEqual([
      'DUTY_REMINDER',
      'DUTY_REMINDER',
      'DUTY_BREACHED',
    ])
    expect((await db`select breached_on, stage from journey`)[0]).toEqual({
      breached_on: '2026-07-01',
      stage: 'inventory',
    })
  })
})
