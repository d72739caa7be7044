import type { EpochMs, SupplierId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { toJson } from '../json.js'

/** Who did something: by name, and by what they came in with. */
export interface AuditActor {
  readonly actor: string
  /** `token:<id>`, `oidc:<subject>`, `example:<person>` or `cli:<user>`. */
  readonly caller: string
  readonly roles: readonly string[]
  readonly supplier: SupplierId | null
}

export interface AuditEntry extends AuditActor {
  readonly at: EpochMs
  readonly via: 'api' | 'cli'
  /** What was done: a route, or a command. */
  readonly action: string
  readonly target: string | null
  readonly phase: 'asked' | 'answered'
  readonly status: number | null
  readonly code: string | null
  readonly requestId: string
  readonly detail: unknown
}

export interface AuditLine extends AuditEntry {
  readonly auditId: number
}

/** Adds a line to the audit log, which only grows. */
export async function addAudit(db: Queryable, entry: AuditEntry): Promise<void> {
  const { at, via, actor, caller, roles, supplier, action, target, phase, status, code, requestId, detail } = entry
  await db`
    insert into audit (at, via, actor, caller, roles, supplier_id, action, target, phase, status, code, request_id, detail)
    values (${at}, ${via}, ${actor}, ${caller}, ${[...roles]}, ${supplier}, ${action}, ${target}, ${phase}, ${status}, ${code},
            ${requestId}, ${detail === null || detail === undefined ? null : db.json(toJson(detail))})`
}

/** Which lines of the audit log are meant; all conditions given hold. */
export interface AuditFilter {
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly via?: 'api' | 'cli' | undefined
  readonly supplier?: SupplierId | undefined
  readonly phase?: 'asked' | 'answered' | undefined
  readonly code?: string | undefined
  /** How the target begins. */
  readonly target?: string | undefined
  readonly from?: EpochMs | undefined
  /** Not included. */
  readonly to?: EpochMs | undefined
}

/** Lines of the audit log, the newest first. */
export async function listAudit(
  db: Queryable,
  filter: AuditFilter,
  { before, limit }: { readonly before: number | null; readonly limit: number },
): Promise<readonly AuditLine[]> {
  const { actor, action, via, supplier, phase, code, target, from, to } = filter
  const is = (column: string, value: string | undefined) =>
    value === undefined ? db`` : db`and ${db(column)} = ${value}`
  return db<AuditLine[]>`
    select audit_id as "auditId", at, via, actor, caller, roles, supplier_id as supplier, action, target, phase, status, code,
           request_id as "requestId", detail
    from audit
    where true ${before === null ? db`` : db`and audit_id < ${before}`} ${is('actor', actor)} ${is('action', action)}
      ${is('via', via)} ${is('supplier_id', supplier)} ${is('phase', phase)} ${is('code', code)}
      ${target === undefined ? db`` : db`and target like ${`${target.replaceAll(/[\\%_]/g, '\\$&')}%`}`}
      ${from === undefined ? db`` : db`and at >= ${from}`} ${to === undefined ? db`` : db`and at < ${to}`}
    order by audit_id desc limit ${limit}`
}
