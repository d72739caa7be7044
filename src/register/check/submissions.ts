import type { Queryable } from '../database.js'
import { mayNotSubmit } from '../lane/submissions.js'
import type { Comparison } from './comparison.js'
import { underSubmissionLock } from './under-lock.js'

/** From how many questions on DCC's silence is worth a person's attention. */
const askedOften = 10

const openAttempt = (tx: Queryable) => tx`
  exists (select from attempt a where a.submission_id = s.submission_id and a.landed_at is null and a.voided is null)`
const example = (tx: Queryable) => tx`(select min(journey_id) from attempt e where e.submission_id = s.submission_id)`
const found = (tx: Queryable) =>
  tx`select s.submission_id::text as item, ${example(tx)} as journey_id from submission s`

export const submissionComparisons: readonly Comparison[] = [
  {
    code: 'CHK_SUBMISSION_CLOSED',
    find: (tx) => tx`${found(tx)} where s.state = 'landed' and ${openAttempt(tx)}`,
    repair: (db, items, { now }) =>
      underSubmissionLock(
        db,
        items,
        (tx) => tx`
        update submission s set state = 'submitted', ask_at = ${now}, landed_at = null
        where s.submission_id = any(${[...items]}::uuid[]) and s.state = 'landed' and ${openAttempt(tx)}`,
      ),
  },
  {
    code: 'CHK_SUBMISSION_DONE',
    find: (tx) => tx`${found(tx)} where s.landed_at is null and not ${openAttempt(tx)}`,
    repair: (db, items, { now }) =>
      underSubmissionLock(
        db,
        items,
        (tx) => tx`
        update submission s set state = 'landed', landed_at = ${now}
        where s.submission_id = any(${[...items]}::uuid[]) and s.landed_at is null and not ${openAttempt(tx)}`,
      ),
  },
  {
    code: 'CHK_SUBMISSION_STUCK',
    find: (tx, { now, lateMs }) =>
      tx`${found(tx)} where s.landed_at is null and s.state = 'claimed' and s.lease_until < ${now - lateMs} and ${openAttempt(tx)}
        and not ${mayNotSubmit(tx, tx`s.lane_id`)}`,
  },
  {
    code: 'CHK_SUBMISSION_SILENT',
    attention: true,
    find: (tx) => tx`${found(tx)} where s.landed_at is null and s.state = 'submitted' and s.asked >= ${askedOften}`,
  },
]
