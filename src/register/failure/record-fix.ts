import type { EpochMs, JourneyId } from '../../domain/brands.js'
import type { Database } from '../database.js'

/** What was done about one meter's failure, by whom. */
export interface FixDone {
  readonly journeyId: JourneyId
  readonly fix: string
  readonly actor: string
  readonly programmeVersion: number
  readonly now: EpochMs
}

/**
 * Records on the case of a meter's open failure that what its code asks for was done, with its evidence. It moves no stage.
 * Recorded before, it stays as it was.
 */
export async function recordFix(
  db: Database,
  { journeyId, fix, actor, programmeVersion, now }: FixDone,
): Promise<void> {
  await db`
    with recorded as (
      insert into failure_case as c (journey_id, since, code, fixed_at, fixed_by, fix)
      select journey_id, failed_at, failure_code, ${now}::timestamptz, ${actor}, ${fix} from journey
      where journey_id = ${journeyId} and stage in ('retry', 'needs-action') and failure_code is not null and failed_at is not null
      on conflict (journey_id, since) do update set fixed_at = excluded.fixed_at, fixed_by = excluded.fixed_by, fix = excluded.fix
        where c.fixed_at is null
      returning journey_id
    )
    insert into evidence (journey_id, at, kind, code, cause, actor, programme_version, detail)
    select journey_id, ${now}, 'note', 'FIX_DONE', ${fix}, ${actor}, ${programmeVersion}, jsonb_build_object('text', ${fix}::text) from recorded`
}
