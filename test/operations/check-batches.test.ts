import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { check, expectAgreement } from '../support/agreement.js'
import { Batches } from '../support/batches.js'
import { Fleet, installation } from '../support/fleet.js'

let fleet: Fleet
let batchId: number
beforeEach(async () => {
  fleet = await Fleet.open()
  await fleet.bring([1, 2, 3].flatMap((n) => installation(fleet.programme, n)))
  await fleet.openAll()
  await fleet.db`update programme_version set told_at = ${fleet.now}`
  batchId = await new Batches(fleet).started({ ratePerHour: 60 })
})
afterEach(() => fleet.test.drop())

const here = () => ({ db: fleet.db, now: fleet.now })
const found = async () =>
  (await check(here(), { repair: true })).findings
    .filter(({ kind }) => kind === 'difference')
    .map(({ code, count, repaired }) => [code, count, repaired])

describe('a check of batches', () => {
  it('agrees while a batch is being released', () => expectAgreement(here()))

  it('finds a batch that lacks members, and leaves it to a person', async () => {
    await fleet.db`update batch set members = members + 1`
    expect(await found()).toEqual([['CHK_BATCH_MEMBERS', 1, null]])
  })

  it('finds a member that is not where its journey is, and puts it there', async () => {
    await fleet.db`update batch_member set state = 'in-flight' where released_at is not null`
    expect(await found()).toEqual([['CHK_BATCH_MEMBER', 1, 1]])
    await expectAgreement(here())
  })

  it('finds installations that a lane could take against their batch, and withholds them', async () => {
    await fleet.db`update installation set release = 'free'`
    expect(await found()).toEqual([['CHK_BATCH_RELEASE', 3, 3]])
    expect(await fleet.db`select release, count(*) as n from installation group by 1 order by 1`).toEqual([
      { release: 'released', n: 1 },
      { release: 'withheld', n: 2 },
    ])
    await expectAgreement(here())
  })

  it('finds counters that are not those of the landed attempts, and mends them', async () => {
    const [submission] = await fleet.claimed(fleet.lane('secure-meters'))
    if (submission === undefined) throw new Error('nothing was claimed')
    await fleet.report(submission, { electricity: 'K401' })
    await expectAgreement(here())
    await fleet.db`update batch_attempt_count set n = n + 1`
    await fleet.db`
      insert into batch_attempt_count (batch_id, slot, wave, number, result, code, n) values (${batchId}, 3, 1, 1, 'voided', 'D301', 2)`
    expect(await found()).toEqual([['CHK_BATCH_ATTEMPTS', 2, 2]])
    await expectAgreement(here())
  })

  it('finds an attempt whose submission is not there, and leaves it to a person', async () => {
    await fleet.claimed(fleet.lane('secure-meters'))
    await fleet.db`update attempt set submission_id = gen_random_uuid()`
    expect(await found()).toContainEqual(['CHK_REFERENCES', 1, null])
  })

  it('finds counters that are not those of the members, and mends them', async () => {
    await fleet.db`update batch_count set n = n + 1 where batch_id = ${batchId} and state = 'left'`
    expect(await found()).toEqual([['CHK_BATCH_COUNTS', 1, 1]])
    await expectAgreement(here())
  })
})
