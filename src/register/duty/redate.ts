import type { IsoDate } from '../../domain/brands.js'
import type { DutyPolicy } from '../../domain/programme.js'
import type { Queryable } from '../database.js'

/**
 * The duties that a policy dates differently from what the register holds, as a query: the set-based twin of `redate`
 * in src/domain/duty.ts; test/register/redate.test.ts holds both to the same answers.
 * @param clocks table or subquery with `combination_id` and `clock_on`
 */
export function redatedDuties(tx: Queryable, policy: DutyPolicy, today: IsoDate, clocks = tx`combination`) {
  const restart = policy.gainRule === 'restart'
  return tx`
    select journey_id, combination_id, old_start, old_due, old_policy, new_start, new_due,
           new_due - ${policy.decisionPointDays}::integer as new_decision,
           case when standing then case when combination_listed then 'go-reverted' else 'epcl-removed' end end as new_flag
    from (
      select dated.*, least((new_start + make_interval(months => ${policy.windowMonths}))::date, ${policy.backstop}::date) as new_due
      from (
        select facts.*,
               fresh is null and started is not null as standing,
               case when fresh is null and started is not null
                    then case when ${restart} and gained and supplied_since <= ${today} then greatest(started, supplied_since) else started end
                    else fresh end as new_start
        from (
          select j.journey_id, i.combination_id, j.clock_starts_on as old_start, j.due_on as old_due, j.duty_policy as old_policy,
                 s.supplied_since, g.gained,
                 case when c.clock_on is null then null
                      when ${restart} and g.gained then greatest(c.clock_on, s.supplied_since) else c.clock_on end as fresh,
                 case when j.clock_starts_on <= ${today} then j.clock_starts_on end as started,
                 coalesce(k.eligibility, '') like '%ELG_COHORT%' as combination_listed
          from journey j
          join meter m using (journey_id)
          join installation i on i.installation_id = j.installation_id
          left join ${clocks} c on c.combination_id = i.combination_id
          left join combination k on k.combination_id = i.combination_id
          cross join lateral (select coalesce(j.gained_on, m.supplied_since) as supplied_since) s
          cross join lateral (select coalesce(j.gained_on is not null or s.supplied_since > m.installed_on, false) as gained) g
          where j.met_on is null and j.duty_ended_on is null and j.epoch > 0
        ) facts
      ) dated
    ) due
    where new_start is distinct from old_start or new_due is distinct from old_due or old_policy is distinct from ${policy.id}`
}

/** What re-dating one slice of journeys did. */
export interface RedatedSlice {
  readonly redated: number
  readonly woken: number
}

/**
 * Re-dates the open duties of journeys in a range of numbers: the register keeps what each date was and which policy
 * set it. No journey is signalled but those whose decision point came nearer, since their timer is set for later.
 */
export async function redateSlice(
  tx: Queryable,
  policy: DutyPolicy,
  today: IsoDate,
  at: { readonly now: number; readonly programmeVersion: number; readonly cause: string },
  range: { readonly after: number; readonly upTo: number },
): Promise<RedatedSlice> {
  // Installations first, as steps lock them; then worked out again, since a step may have been faster.
  const installations = await tx<{ installation_id: number }[]>`
    select installation_id from installation where installation_id in (
      select j.installation_id from (${redatedDuties(tx, policy, today)}) due join journey j using (journey_id)
      where due.journey_id > ${range.after} and due.journey_id <= ${range.upTo})
    order by installation_id for update`
  if (installations.length === 0) return { redated: 0, woken: 0 }
  const [counted] = await tx<{ redated: number; woken: number }[]>`
    with due as materialized (
      select * from (${redatedDuties(tx, policy, today)}) all_due
      where journey_id > ${range.after} and journey_id <= ${range.upTo}
    ), locked as (
      select j.journey_id, j.decision_on from journey j join due using (journey_id) order by j.journey_id for update of j
    ), redated as (
      update journey j set clock_starts_on = d.new_start, due_on = d.new_due, duty_policy = ${policy.id}, duty_flag = d.new_flag,
             decision_on = d.new_decision,
             decision_raised = j.decision_raised and d.new_decision is not distinct from j.decision_on,
             reminded_days = case when d.new_due is not distinct from j.due_on then j.reminded_days end
      from due d, locked l where j.journey_id = d.journey_id and l.journey_id = d.journey_id
      returning j.journey_id, d.new_start, d.new_due, d.old_due, d.new_decision, l.decision_on as old_decision, d.new_flag
    ), remembered as (
      insert into duty_date (journey_id, recorded_at, clock_starts_on, due_on, policy, cause, programme_version)
      select journey_id, ${at.now}, new_start, new_due, ${policy.id}, ${at.cause}, ${at.programmeVersion} from redated
    ), told as (
      insert into evidence (journey_id, at, kind, code, cause, actor, policy, programme_version, detail)
      select journey_id, ${at.now}, 'duty', case when new_flag is null then 'DUTY_DATED' else 'DUTY_STANDS' end, ${at.cause}, 'meterlift',
             ${policy.id}, ${at.programmeVersion},
             jsonb_build_object('startsOn', new_start, 'dueOn', new_due, 'dueBefore', old_due, 'flag', new_flag)
      from redated where new_due is distinct from old_due
    ), woken as (
      insert into outbox (journey_id, kind, body, priority, not_before)
      select journey_id, 'time', '{}', 3, ${at.now} from redated
      where new_decision < coalesce(old_decision, 'infinity') returning 1
    )
    select (select count(*) from redated) as redated, (select count(*) from woken) as woken`
  await redateInstallations(
    tx,
    installations.map(({ installation_id }) => installation_id),
  )
  return { redated: counted?.redated ?? 0, woken: counted?.woken ?? 0 }
}

/** A lane takes the earliest due first: the installations' own dates follow those of their meters in migration (see `standingOf`). */
async function redateInstallations(tx: Queryable, ids: readonly number[]): Promise<void> {
  await tx`
    update installation i set due_on = d.due_on
    from (select installation_id, min(due_on) filter (where stage = 'migration') as due_on from journey
          where installation_id = any(${[...ids]}::bigint[]) group by installation_id) d
    where i.installation_id = d.installation_id and i.due_on is distinct from d.due_on`
}
