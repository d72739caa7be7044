import { afterAll, beforeAll, expect, it } from 'vitest'
import { markSent, nextMessages, outboxPriority } from '../../src/register/outbox/claim.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

let test: TestDatabase
beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

const now = Date.parse('2026-06-01T10:00:00Z')
const put = (lane: string, n: number, priority: number) =>
  test.db`
    insert into outbox (journey_id, kind, body, priority, not_before, lane_id)
    select i, 'outcome', '{}', ${priority}, ${now}, ${lane} from generate_series(1, ${n}) i`
const byLane = async (limit: number): Promise<Readonly<Record<string, number>>> => {
  const ids = (await nextMessages(test.db, 'urgent', now, limit)).map(({ outbox_id }) => outbox_id)
  await markSent(test.db, ids, now)
  const rows = await test.db<{ lane_id: string; n: number }[]>`
    select lane_id, count(*) as n from outbox where outbox_id = any(${ids}::bigint[]) group by 1 order by 1`
  return Object.fromEntries(rows.map((row) => [row.lane_id, row.n]))
}

it('a burst of one lane’s outcomes goes in turn with the others’, before all else, and waits for its journeys', async () => {
  await put('', 50, outboxPriority.correction)
  await put('stormy', 5_000, 1)
  await put('calm', 30, 1)
  // The calm lane’s came last and go all the same.
  expect(await byLane(100)).toEqual({ calm: 30, stormy: 70 })
  expect(await byLane(400)).toEqual({ stormy: 400 })
  // At 800 that no journey has taken yet, the rest waits, and the others go on.
  expect(await byLane(400)).toEqual({ '': 50, stormy: 330 })
  await put('calm', 5, 1)
  expect(await byLane(400)).toEqual({ calm: 5 })
  await test.db`delete from outbox where outbox_id in (select outbox_id from outbox where lane_id = 'stormy' and sent_at is not null limit 100)`
  expect(await byLane(400)).toEqual({ stormy: 100 })
  // What nobody takes for long does not hold the rest back for ever.
  await test.db`update outbox set sent_at = ${now - 10_000} where sent_at is not null`
  expect(await byLane(400)).toEqual({ stormy: 400 })
})
