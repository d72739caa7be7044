import type { EpochMs, SupplierId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { toJson } from '../json.js'

/** Long work that somebody asked for, as it stands. */
export interface OperationLine {
  readonly operationId: string
  readonly kind: string
  readonly caller: string
  readonly supplier: SupplierId | null
  readonly state: 'running' | 'done' | 'failed'
  readonly progress: Readonly<Record<string, number>>
  readonly result: unknown
  readonly problem: { readonly code: string; readonly detail: string; readonly hint: string | null } | null
  readonly startedAt: EpochMs
  readonly finishedAt: EpochMs | null
}

const line = (db: Queryable) => db`
  operation_id as "operationId", kind, caller, supplier_id as supplier, state, progress, result, problem,
  started_at as "startedAt", finished_at as "finishedAt"`

export async function startOperation(
  db: Queryable,
  operation: Pick<OperationLine, 'operationId' | 'kind' | 'caller' | 'supplier' | 'startedAt'>,
): Promise<void> {
  const { operationId, kind, caller, supplier, startedAt } = operation
  await db`
    insert into api_operation (operation_id, kind, caller, supplier_id, state, progress, started_at, beat_at)
    values (${operationId}, ${kind}, ${caller}, ${supplier}, 'running', '{}', ${startedAt}, ${startedAt})`
}

/** Says that the work goes on, and how far it is. */
export async function beatOperation(
  db: Queryable,
  operationId: string,
  progress: OperationLine['progress'],
  now: EpochMs,
): Promise<void> {
  await db`
    update api_operation set progress = ${db.json({ ...progress })}, beat_at = ${now}
    where operation_id = ${operationId} and state = 'running'`
}

export async function endOperation(
  db: Queryable,
  operationId: string,
  end: { readonly result: unknown } | { readonly problem: OperationLine['problem'] },
  now: EpochMs,
): Promise<void> {
  const done = 'result' in end
  await db`
    update api_operation
    set state = ${done ? 'done' : 'failed'}, finished_at = ${now}, beat_at = ${now},
        result = ${done ? db.json(toJson(end.result)) : null}, problem = ${done ? null : db.json(toJson(end.problem))}
    where operation_id = ${operationId}`
}

/** Work whose process died is not under way any more; what it had not finished it has not changed. */
export async function failDeadOperations(db: Queryable, silentSince: EpochMs, now: EpochMs): Promise<void> {
  const problem = {
    code: 'OPERATION_INTERRUPTED',
    detail: 'the service was stopped while it was at this',
    hint: 'ask for it again; an import that had not ended has changed nothing',
  }
  await db`
    update api_operation set state = 'failed', problem = ${db.json(problem)}, finished_at = ${now}
    where state = 'running' and beat_at < ${silentSince}`
}

export async function findOperation(db: Queryable, operationId: string): Promise<OperationLine | null> {
  const [row] = await db<OperationLine[]>`select ${line(db)} from api_operation where operation_id = ${operationId}`
  return row ?? null
}

/** The place of an operation in a list. */
export interface OperationPlace {
  readonly startedAt: EpochMs
  readonly operationId: string
}

/**
 * Long work, the latest first.
 * @param of.caller only what this caller asked for; null: everyone's
 */
export async function listOperations(
  db: Queryable,
  of: { readonly caller: string | null; readonly kind?: string | undefined; readonly running: boolean },
  { before, limit }: { readonly before: OperationPlace | null; readonly limit: number },
): Promise<readonly OperationLine[]> {
  return db<OperationLine[]>`
    select ${line(db)} from api_operation
    where ${of.caller === null ? db`true` : db`caller = ${of.caller}`} ${of.kind === undefined ? db`` : db`and kind = ${of.kind}`}
      ${of.running ? db`and state = 'running'` : db``}
      ${before === null ? db`` : db`and (started_at, operation_id) < (${before.startedAt}, ${before.operationId})`}
    order by started_at desc, operation_id desc limit ${limit}`
}
