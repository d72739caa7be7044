import type { DccGateway, SubmissionRequest } from '../../src/gateways/dcc.js'
import type { Database } from '../../src/register/database.js'
import { toJson } from '../../src/register/json.js'

/** The submission of an installation `i` with one meter `m` and its journey `j`, as a lane makes it. */
export const requestOf = (db: Database) => db`
  jsonb_build_object('submissionId', gen_random_uuid(), 'laneId', i.lane_id, 'cohortId', j.cohort_id, 'hubId', i.hub_id,
    'requiredBy', j.due_on, 'devices', jsonb_build_array(jsonb_build_object(
      'deviceId', m.device_id, 'fuel', m.fuel, 'paymentMode', m.payment_mode, 'attempt', 1)))`

/** A queue as plain as SQL allows: no rules, no capacity, no waves; the submissions that a lane would make. */
export async function fillQueue(db: Database, from: Database): Promise<void> {
  await db`create table queue (id bigint primary key, request jsonb not null, state text not null default 'ready')`
  await db`create index on queue (id) where state = 'ready'`
  const rows = await from<{ id: number; request: SubmissionRequest }[]>`
    select i.installation_id as id, ${requestOf(from)} as request
    from installation i join journey j using (installation_id) join meter m using (journey_id)`
  for (let at = 0; at < rows.length; at += 5_000) {
    await db`insert into queue (id, request) select id, request from jsonb_to_recordset(${db.json(toJson(rows.slice(at, at + 5_000)))}) as x(id bigint, request jsonb)`
  }
  await db`vacuum analyze queue`
}

/** Empties the queue: claim a group, send it, record that it was taken; so many groups at once. */
export async function emptyQueue(db: Database, dcc: DccGateway, groupSize: number, atOnce: number): Promise<void> {
  const loop = async (): Promise<void> => {
    for (;;) {
      const rows = await db<{ id: number; request: SubmissionRequest }[]>`
        update queue q set state = 'claimed'
        from (select id from queue where state = 'ready' order by id limit ${groupSize} for update skip locked) next
        where q.id = next.id returning q.id, q.request`
      if (rows.length === 0) return
      const replies = await dcc.submit(rows.map(({ request }) => request))
      if (replies.some(({ status }) => status !== 'accepted')) throw new Error('the sandbox did not take a group')
      await db`update queue set state = 'submitted' where id = any(${rows.map(({ id }) => id)}::bigint[])`
    }
  }
  await Promise.all(Array.from({ length: atOnce }, loop))
}
