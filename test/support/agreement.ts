import { Client, Connection, WorkflowNotFoundError } from '@temporalio/client'
import type { Database } from '../../src/register/database.js'
import { journeyWorkflowId } from '../../src/workflows/journey-messages.js'

const ends = new Set(['enrolled', 'replaced', 'excluded', 'lost'])

/** Journeys whose workflow is not what the register says: open ones that do not run, ended ones that still do. */
export async function disagreements(db: Database, temporalAddress: string): Promise<readonly string[]> {
  const connection = await Connection.connect({ address: temporalAddress })
  const client = new Client({ connection })
  const wrong: string[] = []
  try {
    const journeys = await db<{ journey_id: number; stage: string }[]>`select journey_id, stage from journey order by journey_id`
    const next = journeys.values()
    const look = async (): Promise<void> => {
      for (const { journey_id, stage } of next) {
        const status = await client.workflow
          .getHandle(journeyWorkflowId(journey_id))
          .describe()
          .then(({ status: { name } }) => name, (error: unknown) => {
            if (error instanceof WorkflowNotFoundError) return 'MISSING'
            throw error
          })
        if (status !== (ends.has(stage) ? 'COMPLETED' : 'RUNNING')) wrong.push(`journey ${journey_id} is ${stage}, its workflow ${status}`)
      }
    }
    await Promise.all(Array.from({ length: 20 }, look))
  } finally {
    await connection.close()
  }
  return wrong
}

/** Where the register contradicts itself: counters against a recount, and rows that a settled register cannot have. */
export async function contradictions(db: Database): Promise<readonly string[]> {
  const rows = await db<{ what: string; n: number }[]>`
    with counted as (
      select supplier_id, cohort_id, lane_id, stage, standing, code, sum(n) as n from stage_count group by 1, 2, 3, 4, 5, 6 having sum(n) <> 0
    ), recounted as (
      select supplier_id, coalesce(cohort_id, ''), coalesce(lane_id, ''), stage, coalesce(standing, ''), coalesce(code, ''), count(*) as n
      from journey group by 1, 2, 3, 4, 5, 6
    ), duties as (
      select supplier_id, cohort_id, state, starts_on, due_on, sum(n) as n from duty_count group by 1, 2, 3, 4, 5 having sum(n) <> 0
    ), reduties as (
      select supplier_id, coalesce(cohort_id, ''), duty_state(met_on, due_on, duty_ended_on), coalesce(clock_starts_on, 'infinity'), coalesce(due_on, 'infinity'), count(*) as n
      from journey group by 1, 2, 3, 4, 5
    )
    select 'stage counters that differ from a recount' as what, (select count(*) from ((table counted except table recounted) union all (table recounted except table counted)) d) as n
    union all select 'duty counters that differ from a recount', (select count(*) from ((table duties except table reduties) union all (table reduties except table duties)) d)
    union all select 'messages that Temporal was not told of', (select count(*) from outbox where sent_at is null or dead_at is not null)
    union all select 'messages that no journey has taken', (select count(*) from outbox o join journey j using (journey_id) where j.stage <> 'lost')
    union all select 'attempts without an end', (select count(*) from attempt where landed_at is null)
    union all select 'submissions without an end', (select count(*) from submission where state <> 'landed')
    union all select 'installations in flight without a submission', (select count(*) from installation where state = 'in-flight')
    union all select 'outcomes that nobody judged', (select count(*) from outcome where verdict is null)
    union all select 'attempts counted otherwise than made', (select count(*) from journey j where j.attempts_used <> (select count(*) from attempt a where a.journey_id = j.journey_id and a.voided is null))
    union all select 'days counted otherwise than used', (select count(*) from lane_day d where d.used <> (select count(*) from submission s where s.lane_id = d.lane_id and s.day = d.day))
    union all select 'meters commissioned more than once', (select count(*) from (select journey_id from attempt where result = 'commissioned' group by 1 having count(*) > 1) d)`
  return rows.filter(({ n }) => n !== 0).map(({ what, n }) => `${n} ${what}`)
}
