/** Who may what: the one place that says so. A route or a command names the permission it needs. */

export const roles = ['operator', 'approver', 'supplier', 'auditor', 'admin'] as const
export type Role = (typeof roles)[number]

/** Every permission with what it lets somebody do. */
export const permissions = {
  'fleet:read': 'read where meters stand: counts, lists, stories, search, live counters',
  'meters:export': 'export meters as CSV',
  'meters:decide': 'retry, withdraw, correct or replace a meter, or record that its installation is gone',
  'meters:authorise': "give the Responsible Supplier's authorisation",
  'meters:exclude': 'exclude a meter, or reopen an exclusion',
  'meters:change-supplier': 'record a change of supplier',
  'actions:read': 'see actions on many meters and what came of them',
  'actions:begin': 'begin, start and stop actions on many meters, of the kinds that one may decide about one meter',
  'lanes:read': 'see lanes, what was decided about them and what people were told',
  'lanes:control': 'stop lanes and lift the stop, limit them, hold or force a breaker',
  'batches:read': 'see batches and their members',
  'batches:plan': 'plan a batch, dry runs of it too, and put it forward',
  'batches:approve': 'approve or refuse a batch of another person',
  'batches:control': 'pause, resume, cancel or finish a batch, its waves and its rate',
  'views:write': 'save, change and remove views that the team shares',
  'imports:read': 'see imports and their quarantine',
  'imports:write': 'import a portfolio',
  'programme:read': 'see the programme, its versions and proposals',
  'programme:propose': 'check and propose a programme, and withdraw a proposal',
  'programme:approve': "put another person's proposal in force",
  'audit:read': 'read the audit log',
  'tokens:manage': 'make, list and revoke API tokens',
} as const
export type Permission = keyof typeof permissions

const everyPermission = Object.keys(permissions).filter((name): name is Permission => name in permissions)
const reads: readonly Permission[] = [
  'fleet:read',
  'meters:export',
  'actions:read',
  'lanes:read',
  'batches:read',
  'imports:read',
  'programme:read',
]

/**
 * What each role may. A supplier is held to its own portfolio besides, in PostgreSQL too; what concerns other suppliers or
 * the whole fleet (lanes, batches, imports, the programme) is not for it.
 */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  operator: [
    ...reads,
    'meters:decide',
    'meters:authorise',
    'meters:change-supplier',
    'actions:begin',
    'lanes:control',
    'batches:plan',
    'batches:control',
    'views:write',
    'imports:write',
    'programme:propose',
  ],
  approver: [
    ...reads,
    'meters:exclude',
    'actions:begin',
    'lanes:control',
    'batches:approve',
    'batches:control',
    'views:write',
    'programme:propose',
    'programme:approve',
  ],
  supplier: [
    'fleet:read',
    'meters:export',
    'meters:decide',
    'meters:authorise',
    'actions:read',
    'actions:begin',
    'views:write',
  ],
  auditor: [...reads, 'views:write', 'audit:read'],
  admin: everyPermission,
}

export function isRole(text: string): text is Role {
  return roles.some((role) => role === text)
}

export function isPermission(text: string): text is Permission {
  return text in permissions
}

/**
 * What somebody may: all that one of the roles may, and of it only the scopes where some are given.
 * @param scopes permissions; null: no narrowing
 */
export function permitted(held: readonly Role[], scopes: readonly string[] | null): ReadonlySet<Permission> {
  const all = held.flatMap((role) => rolePermissions[role])
  return new Set(scopes === null ? all : all.filter((permission) => scopes.includes(permission)))
}
