import type { EpochMs, SupplierId } from '../../domain/brands.js'
import { inAnotherAction, type MemberFacts } from '../../domain/action/possible.js'
import type { ActionRequest } from '../../domain/action/request.js'
import { makeChildBatches } from './child-batches.js'
import type { Queryable } from '../database.js'
import { toJson } from '../json.js'

/** A new action, as it is stored. */
export interface NewAction {
  readonly name: string
  readonly request: ActionRequest
  /** The filter in ids of the programme, or the file of corrections. */
  readonly filter: Readonly<Record<string, unknown>>
  readonly programmeVersion: number
  readonly actor: string
  readonly reason: string | null
  /** The supplier whose people ask; null: the operations team. */
  readonly supplier: SupplierId | null
  readonly now: EpochMs
  /** Counted only; somebody starts it. */
  readonly held: boolean
  /** Lanes take meters of no batch by themselves. */
  readonly automaticRelease: boolean
}

/** Why meters that are alike are refused; null: the action is carried out for them. */
export interface Verdict {
  readonly facts: MemberFacts
  readonly code: string | null
  readonly message: string | null
}

/** Stores an action and makes `chosen` its members (see `chooseMeters`). */
export async function storeAction(tx: Queryable, action: NewAction, verdicts: readonly Verdict[]): Promise<number> {
  const { name, request, actor, reason, now, held } = action
  const [made] = await tx<{ action_id: number }[]>`
    insert into action (name, kind, filter, programme_version, request, actor, reason, supplier_id, created_at, state, started_at, started_by)
    values (${name}, ${request.kind}, ${tx.json(toJson(action.filter))}, ${action.programmeVersion}, ${tx.json(toJson(request))},
            ${actor}, ${reason}, ${action.supplier}, ${now}, ${held ? 'prepared' : 'running'}, ${held ? null : now}, ${held ? null : actor})
    returning action_id`
  if (made === undefined) throw new Error('an action was not stored')
  const id = made.action_id
  // A meter that another action took this moment is left out here, and refused below.
  await tx`
    insert into action_member (action_id, journey_id, state, was_stage, was_code, was_failure, was_attempts, was_supplier,
                               supplier_id, changes, code, message, decided_at)
    select ${id}, c.journey_id, case when v.code is null then 'pending' else 'refused' end, c.was_stage, c.was_code,
           c.was_failure, c.was_attempts, c.was_supplier, c.was_supplier, c.changes, v.code, v.message,
           case when v.code is not null then ${now}::timestamptz end
    from chosen c
    join jsonb_to_recordset(${tx.json(toJson(verdicts))}) as v(facts jsonb, code text, message text) on v.facts = c.facts
    order by c.journey_id
    on conflict (journey_id) where state in ('pending', 'sent') do nothing`
  await refuseTaken(tx, id, now)
  if (!held) await makeChildBatches(tx, { ...action, actionId: id })
  return id
}

async function refuseTaken(tx: Queryable, actionId: number, now: EpochMs): Promise<void> {
  const taken = await tx<{ journey_id: number; other: number | null }[]>`
    select c.journey_id, l.action_id as other
    from chosen c left join action_member l on l.journey_id = c.journey_id and l.state in ('pending', 'sent')
    where not exists (select from action_member m where m.action_id = ${actionId} and m.journey_id = c.journey_id)`
  if (taken.length === 0) return
  const refused = taken.map(({ journey_id, other }) => ({ journey_id, ...inAnotherAction(other) }))
  await tx`
    insert into action_member (action_id, journey_id, state, was_stage, was_code, was_failure, was_attempts, was_supplier,
                               supplier_id, changes, code, message, decided_at)
    select ${actionId}, c.journey_id, 'refused', c.was_stage, c.was_code, c.was_failure, c.was_attempts, c.was_supplier,
           c.was_supplier, c.changes, x.code, x.message, ${now}
    from jsonb_to_recordset(${tx.json(toJson(refused))}) as x(journey_id bigint, code text, message text)
    join chosen c using (journey_id)`
}
