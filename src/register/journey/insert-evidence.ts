import { toJson } from '../json.js'
import type { Queryable } from '../database.js'
import type { DecidedStep, SteppedAt } from './decided-step.js'

/** Records what some steps have to say for good. */
export function insertEvidence(tx: Queryable, steps: readonly DecidedStep[], at: SteppedAt) {
  const rows = steps.flatMap((step) =>
    step.evidence.map((line, part) => ({
      journey_id: step.row.journey_id,
      kind: line.kind,
      from_stage: line.fromStage,
      to_stage: line.toStage,
      code: line.code,
      cause: line.cause,
      actor: line.actor,
      policy: step.state.duty.policyId,
      detail: line.detail,
      epoch: step.epoch,
      seq: step.seq,
      part,
    })),
  )
  if (rows.length === 0) return null
  return tx`
    insert into evidence (journey_id, at, kind, from_stage, to_stage, code, cause, actor, policy, programme_version, detail, epoch, seq, part)
    select journey_id, ${at.now}::timestamptz, kind, from_stage, to_stage, code, cause, actor, policy, ${at.programmeVersion}, detail, epoch, seq, part
    from jsonb_to_recordset(${tx.json(toJson(rows))})
      as x(journey_id bigint, kind text, from_stage text, to_stage text, code text, cause text, actor text, policy text,
           detail jsonb, epoch integer, seq integer, part integer)`
}
