import type { JourneyId, SupplierId } from '../../domain/brands.js'
import type { MemberFacts } from '../../domain/action/possible.js'
import type { FieldChanges } from '../../domain/journey/happening.js'
import type { Queryable } from '../database.js'
import { toJson } from '../json.js'
import { meterConditions, type MeterFilter } from '../read/meter-filter.js'

/** Which meters an action is about: all of a filter, or those of a file, each with its corrected values. */
export type ActionSet =
  | { readonly kind: 'filter'; readonly filter: MeterFilter }
  | {
      readonly kind: 'corrections'
      readonly corrections: readonly { readonly journeyId: JourneyId; readonly changes: FieldChanges }[]
    }

/** Meters that are alike in all that decides whether an action can be carried out for them. */
export interface Alike {
  readonly facts: MemberFacts
  readonly meters: number
  /** Journeys, at most three. */
  readonly examples: readonly JourneyId[]
}

/** What decides whether an action can be carried out for the meter of `j`, as a MemberFacts, with `besideJourney` joined to it. */
const factsOf = (tx: Queryable, maxAttempts: number) => tx`
  jsonb_build_object(
    'stage', j.stage, 'code', j.code, 'standing', j.standing, 'failure', j.failure_code,
    'exhausted', j.attempts_used >= ${maxAttempts}::integer + j.attempts_granted,
    'fixed', c.fixed_at is not null, 'referral', c.referral,
    'replacementOpen', coalesce(j.replacement ->> 'state' <> 'done', false),
    'started', j.epoch > 0, 'otherAction', l.action_id)`
const besideJourney = (tx: Queryable) => tx`
  left join failure_case c on c.journey_id = j.journey_id and c.since = coalesce(j.failed_at, j.stage_since)
  left join action_member l on l.journey_id = j.journey_id and l.state in ('pending', 'sent')`

/** What decides about one meter; undefined: there is none of this number. */
export async function readMemberFacts(
  db: Queryable,
  journeyId: JourneyId,
  maxAttempts: number,
): Promise<MemberFacts | undefined> {
  const [row] = await db<{ facts: MemberFacts }[]>`
    select ${factsOf(db, maxAttempts)} as facts from journey j ${besideJourney(db)} where j.journey_id = ${journeyId}`
  return row?.facts
}

/**
 * Gathers the meters of an action in `chosen`, a temporary table that ends with the transaction: what is counted, and
 * what is made the action's members, are the same rows.
 * @param portfolio whose own meters alone are meant, whatever the filter or the file says; null: everyone's
 */
export async function chooseMeters(
  tx: Queryable,
  set: ActionSet,
  { maxAttempts, portfolio }: { readonly maxAttempts: number; readonly portfolio: SupplierId | null },
): Promise<readonly Alike[]> {
  await tx`
    create temp table chosen (
      journey_id bigint primary key, was_stage text not null, was_code text, was_failure text, was_attempts integer not null,
      was_supplier text not null, changes jsonb, facts jsonb not null
    ) on commit drop`
  const corrections = set.kind === 'corrections' ? set.corrections : []
  await tx`
    insert into chosen
    select j.journey_id, j.stage, j.code, j.failure_code, j.attempts_used, j.supplier_id,
           ${set.kind === 'corrections' ? tx`x.changes` : tx`null::jsonb`},
           ${factsOf(tx, maxAttempts)}
    from journey j
    join meter m using (journey_id)
    ${besideJourney(tx)}
    ${
      set.kind === 'filter'
        ? tx`where true ${meterConditions(tx, set.filter)}`
        : tx`join jsonb_to_recordset(${tx.json(toJson(corrections))}) as x("journeyId" bigint, changes jsonb)
               on x."journeyId" = j.journey_id where true`
    }
    ${portfolio === null ? tx`` : tx`and j.supplier_id = ${portfolio}`}`
  await tx`analyze chosen`
  return tx<Alike[]>`
    select facts, count(*) as meters, (array_agg(journey_id order by journey_id))[1:3] as examples
    from chosen group by facts order by meters desc, examples`
}
