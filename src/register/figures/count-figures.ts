import { isFailure } from '../../domain/action/outcome.js'
import type { EpochMs } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import { system } from '../../domain/journey/draft.js'
import type { Evidence } from '../../domain/journey/decision.js'
import type { Queryable } from '../database.js'
import { toJson } from '../json.js'
import { landingsOf, type DecidedStep } from '../journey/decided-step.js'

type Counted = 'failed' | 'enrolled' | 'replaced' | 'excluded' | 'lost' | 'decided' | 'gained' | 'switched_away'

/**
 * Counts by month what steps make of a supplier's portfolio. Sent before attempts are landed, since one that landed before is
 * not counted again.
 */
export function countFigures(tx: Queryable, steps: readonly DecidedStep[], now: EpochMs) {
  const lines = steps.flatMap(linesOf)
  const landed = landingsOf(steps).map(({ step, effect }) => ({
    journey_id: step.row.journey_id,
    submission_id: effect.submissionId,
  }))
  if (lines.length === 0 && landed.length === 0) return null
  return tx`
    insert into supplier_month as f (month, supplier_id, slot, attempts, cost_pence, failed, enrolled, replaced, excluded, lost,
      decided, gained, switched_away)
    select ${`${londonDate(now).slice(0, 7)}-01`}::date, supplier_id, pg_backend_pid() % 16,
           count(*) filter (where what = 'attempt'), sum(cost_pence),
           count(*) filter (where what = 'failed'), count(*) filter (where what = 'enrolled'),
           count(*) filter (where what = 'replaced'), count(*) filter (where what = 'excluded'),
           count(*) filter (where what = 'lost'), count(*) filter (where what = 'decided'),
           count(*) filter (where what = 'gained'), count(*) filter (where what = 'switched_away')
    from (
      select supplier_id, what, 0 as cost_pence from jsonb_to_recordset(${tx.json(lines)}) as x(supplier_id text, what text)
      union all
      select j.supplier_id, 'attempt', a.cost_pence
      from jsonb_to_recordset(${tx.json(toJson(landed))}) as x(journey_id bigint, submission_id uuid)
      join attempt a using (journey_id, submission_id) join journey j using (journey_id)
      where a.landed_at is null
    ) happened
    group by supplier_id order by supplier_id
    on conflict (supplier_id, month, slot) do update set
      attempts = f.attempts + excluded.attempts, cost_pence = f.cost_pence + excluded.cost_pence,
      failed = f.failed + excluded.failed, enrolled = f.enrolled + excluded.enrolled,
      replaced = f.replaced + excluded.replaced, excluded = f.excluded + excluded.excluded,
      lost = f.lost + excluded.lost, decided = f.decided + excluded.decided,
      gained = f.gained + excluded.gained, switched_away = f.switched_away + excluded.switched_away`
}

/** What a step adds to whose figures. */
function linesOf({ row, evidence }: DecidedStep): readonly { readonly supplier_id: string; readonly what: Counted }[] {
  const byPerson = evidence.some(({ kind, actor }) => actor !== system && decisions.some((each) => each === kind))
  const lines = evidence.flatMap((line) => {
    const { from, to } = line.detail ?? {}
    if (line.kind === 'supplier' && typeof from === 'string' && typeof to === 'string') {
      return [
        { supplier_id: from, what: 'switched_away' as const },
        { supplier_id: to, what: 'gained' as const },
      ]
    }
    return whatOf(line).map((what) => ({ supplier_id: row.supplier_id, what }))
  })
  return byPerson ? [...lines, { supplier_id: row.supplier_id, what: 'decided' }] : lines
}

function whatOf(line: Evidence): readonly Counted[] {
  const { fromStage, toStage } = line
  const end = toStage !== fromStage ? ends.find((stage) => stage === toStage) : undefined
  return [...(isFailure(line) ? (['failed'] as const) : []), ...(end === undefined ? [] : [end])]
}

const ends = ['enrolled', 'replaced', 'excluded', 'lost'] as const
const decisions: readonly Evidence['kind'][] = ['decision', 'replacement', 'authorisation', 'stage']
