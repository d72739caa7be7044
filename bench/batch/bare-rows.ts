import type { DccGateway, SubmissionRequest } from '../../src/gateways/dcc.js'
import type { Database } from '../../src/register/database.js'
import { toJson } from '../../src/register/json.js'
import { requestOf } from './bare-queue.js'

/** Members released in one transaction, as a batch does. */
const releasedAtOnce = 4_000

interface Member {
  readonly installation_id: number
  readonly journey_id: number
  readonly request: SubmissionRequest
}

/**
 * Writes the rows that a batch and its lane write for each member, in the same groups with the same submissions, and nothing else:
 * all members are known before, in their order; no rule is asked, no trigger runs (the database has them switched off), nothing is counted.
 * @returns seconds, without reading the members
 */
export async function writeBareRows(
  db: Database,
  dcc: DccGateway,
  { batchId, laneId, groupSize, atOnce }: { batchId: number; laneId: string; groupSize: number; atOnce: number },
): Promise<number> {
  const members = await db<Member[]>`
    select i.installation_id, j.journey_id, ${requestOf(db)} as request
    from batch_member b join journey j using (journey_id) join meter m using (journey_id) join installation i on i.installation_id = b.installation_id
    where b.batch_id = ${batchId} and i.lane_id = ${laneId} order by b.due_on nulls last, i.installation_id`
  const start = performance.now()
  let released = 0
  let claimed = 0
  const release = async (): Promise<void> => {
    while (released < members.length) {
      const journeys = members.slice(released, released + releasedAtOnce).map(({ journey_id }) => journey_id)
      await db`
        with released as (
          update batch_member set released_at = now(), state = 'released', code = null
          where batch_id = ${batchId} and journey_id = any(${journeys}::bigint[]) returning installation_id
        )
        update installation i set release = 'released' from released r where i.installation_id = r.installation_id`
      released += journeys.length
    }
  }
  const loop = async (): Promise<void> => {
    while (claimed < members.length) {
      const group = members.slice(claimed, Math.min(claimed + groupSize, released))
      claimed += group.length
      if (group.length === 0) await new Promise((wake) => setTimeout(wake, 1))
      else await claim(group)
    }
  }
  const claim = async (group: readonly Member[]): Promise<void> => {
    await db`
      with asked as (
        select * from jsonb_to_recordset(${db.json(toJson(group))}) as a(installation_id bigint, journey_id bigint, request jsonb)
      ), devices as (
        update journey j set standing = 'in-flight', attempts_used = attempts_used + 1 from asked a
        where j.journey_id = a.journey_id returning j.supplier_id, a.*
      ), made as (
        insert into submission (submission_id, installation_id, lane_id, day, supplier_id, request, state, claimed_at, lease_until)
        select (request->>'submissionId')::uuid, installation_id, ${laneId}, current_date, supplier_id, request, 'claimed', now(), now() from devices
      ), attempts as (
        insert into attempt (journey_id, number, submission_id, claimed_at, cost_pence, supplier_id, lane_id, batch_id, batch_wave, batch_number)
        select journey_id, 1, (request->>'submissionId')::uuid, now(), 0, supplier_id, ${laneId}, ${batchId}, 1, 1 from devices
      ), moved as (
        update installation i set state = 'in-flight', submission_id = (d.request->>'submissionId')::uuid
        from devices d where i.installation_id = d.installation_id
      )
      update batch_member b set state = 'in-flight', attempts = attempts + 1 from devices d
      where b.batch_id = ${batchId} and b.journey_id = d.journey_id`
    const replies = await dcc.submit(group.map(({ request }) => request))
    if (replies.some(({ status }) => status !== 'accepted')) throw new Error('the sandbox did not take a group')
    await db`
      update submission set state = 'submitted', sent_at = now(), ask_at = now()
      where submission_id = any(${group.map(({ request }) => request.submissionId)}::uuid[])`
  }
  await Promise.all([release(), ...Array.from({ length: atOnce }, loop)])
  const seconds = (performance.now() - start) / 1_000
  const [left] = await db<{ n: number }[]>`
    select count(*) as n from batch_member b join installation i using (installation_id)
    where b.batch_id = ${batchId} and (b.state, i.state) is distinct from ('in-flight', 'in-flight')`
  if (left?.n !== 0 || members.length === 0) throw new Error(`${left?.n} members were not written`)
  return seconds
}
