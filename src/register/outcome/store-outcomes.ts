import type { EpochMs } from '../../domain/brands.js'
import type { DeviceOutcome } from '../../domain/outcome.js'
import type { Queryable } from '../database.js'
import { outboxPriority } from '../outbox/claim.js'

/** How many outcomes were new, seen before, or of a device that nobody knows. */
export interface StoredOutcomes {
  readonly stored: number
  readonly duplicates: number
  readonly unknown: number
}

/**
 * Stores outcomes and tells their journeys, in one transaction. An outcome already stored changes nothing; one of an
 * unknown device is kept for a person to look at. The device is found by what was submitted, since its id may have been
 * corrected meanwhile.
 */
export async function storeOutcomes(
  tx: Queryable,
  outcomes: readonly DeviceOutcome[],
  now: EpochMs,
): Promise<StoredOutcomes> {
  if (outcomes.length === 0) return { stored: 0, duplicates: 0, unknown: 0 }
  const rows = outcomes.map((outcome) => ({
    outcome_id: outcome.outcomeId,
    submission_id: outcome.submissionId,
    device_id: outcome.deviceId,
    result: outcome.result,
    code: outcome.code,
    occurred_at: new Date(outcome.occurredAt).toISOString(),
  }))
  const [counted] = await tx<{ stored: number; unknown: number }[]>`
    with reported as (
      select distinct on (outcome_id) * from jsonb_to_recordset(${tx.json(rows)})
        as x(outcome_id text, submission_id uuid, device_id text, result text, code text, occurred_at timestamptz)
    ), placed as (
      select r.*, coalesce(
        (select (d ->> 'journeyId')::bigint from submission s, jsonb_array_elements(s.request -> 'devices') d
         where s.submission_id = r.submission_id and d ->> 'deviceId' = r.device_id limit 1),
        (select m.journey_id from meter m where m.device_id = r.device_id)) as journey_id,
        (select s.lane_id from submission s where s.submission_id = r.submission_id) as lane_id
      from reported r
    ), stored as (
      insert into outcome (outcome_id, submission_id, device_id, journey_id, result, code, occurred_at, received_at, verdict)
      select outcome_id, submission_id, device_id, journey_id, result, code, occurred_at, ${now},
             case when journey_id is null then 'unknown-device' end
      from placed order by outcome_id
      on conflict (outcome_id) do nothing
      returning outcome_id, journey_id
    ), told as (
      insert into outbox (journey_id, kind, body, priority, not_before, lane_id)
      select s.journey_id, 'outcome', jsonb_build_object('outcomeId', outcome_id), ${outboxPriority.outcome}, ${now}, coalesce(p.lane_id, '')
      from stored s join placed p using (outcome_id) where s.journey_id is not null order by s.journey_id
      returning 1
    )
    select (select count(*) from stored) as stored, (select count(*) from stored where journey_id is null) as unknown`
  const stored = counted?.stored ?? 0
  return { stored, duplicates: outcomes.length - stored, unknown: counted?.unknown ?? 0 }
}
