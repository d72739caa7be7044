import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { beginAction } from '../../src/operations/action/order.js'
import { carryOn } from '../../src/register/action/carry.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'
import { check, expectAgreement } from '../support/agreement.js'
import type { Fleet } from '../support/fleet.js'
import { told, toldFleet } from '../support/told-fleet.js'

let fleet: Fleet
let actionId: number
beforeEach(async () => {
  fleet = await toldFleet()
  await fleet.db`update programme_version set told_at = ${fleet.now}`
  await fleet.db`update journey set records_wanted_at = ${fleet.now} where journey_id = ${told.fresh}`
  const begun = await beginAction(
    fleet.db,
    await createProgrammeStore().current(fleet.db),
    {
      request: { kind: 'retry', at: null },
      set: { kind: 'filter', filter: { failure: 'W101' } },
      name: null,
      actor: 'ann',
      reason: null,
      now: fleet.now,
    },
    { held: false },
  )
  actionId = begun.actionId
  await carryOn(fleet.db, actionId, fleet.now)
})
afterEach(() => fleet.test.drop())

const here = () => ({ db: fleet.db, now: fleet.now })
const found = async (repair: boolean) =>
  (await check(here(), { repair })).findings
    .filter(({ kind }) => kind === 'difference')
    .map(({ code, count, journeys, repaired }) => [code, count, journeys, repaired])

describe('a check of actions', () => {
  it('agrees while a command is on its way', () => expectAgreement(here()))

  it('finds a command that was lost, and has the action come to the meter again', async () => {
    await fleet.db`delete from outbox`
    expect(await found(true)).toEqual([['CHK_ACTION_MESSAGE', 1, [told.retrying], 1]])
    await carryOn(fleet.db, actionId, fleet.now)
    expect(await fleet.db`select journey_id from outbox`).toEqual([{ journey_id: told.retrying }])
    await expectAgreement(here())
  })

  it('finds an action that ended too early, and has it go on', async () => {
    await fleet.db`update action set state = 'finished', ended_at = ${fleet.now}`
    expect(await found(true)).toEqual([['CHK_ACTION_OPEN', 1, [], 1]])
    expect(await fleet.db`select state, ended_at from action`).toEqual([{ state: 'running', ended_at: null }])
    await expectAgreement(here())
  })

  it('finds counters that are not those of the members, and mends them', async () => {
    await fleet.db`update action_count set n = n + 2 where state = 'sent'`
    expect(await found(true)).toEqual([['CHK_ACTION_COUNTS', 1, [], 1]])
    await expectAgreement(here())
  })

  it('finds a member that is kept for another supplier, and what it was counted as, and mends both', async () => {
    await fleet.db`update action_member set supplier_id = 'nobody'`
    expect(await found(true)).toEqual([['CHK_OWN_ROWS', 1, [told.retrying], 1]])
    const counted = await fleet.db`select supplier_id, sum(n)::int as n from action_count group by 1 having sum(n) <> 0`
    expect([...counted]).toEqual([
      ...(await fleet.db`select supplier_id, 1 as n from journey where journey_id = ${told.retrying}`),
    ])
    await expectAgreement(here())
  })

  it('finds an outcome that was not followed to its end', async () => {
    await fleet.takeMessages()
    await fleet.db`update action_member set journey_id = ${told.enrolled}`
    expect(await found(true)).toEqual([['CHK_ACTION_OUTCOME', 1, [told.enrolled], null]])
  })

  it('finds a day whose failures were not counted', async () => {
    await fleet.db`update failure_day set n = n + 1 where code = 'W101'`
    await fleet.db`insert into failure_day select day - 1, code, cohort_id, lane_id, firmware, supplier_id, slot, 1 from failure_day where code = 'K401'`
    expect(await found(true)).toEqual([['CHK_FAILURE_DAYS', 1, [], null]])
  })
})
