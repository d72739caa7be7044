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
const reads: readonly Permission[] = ['fleet:read', 'meters:export', 'imports:read', 'programme:read']

/**
 * What each role may. A supplier is held to its own portfolio besides, in PostgreSQL too; what concerns other suppliers or
 * the whole fleet (imports, the programme) is not for it.
 */
export const rolePermissions: Readonly<Record<Role, readonly Permission[]>> = {
  operator: [
    ...reads,
    'meters:decide',
    'meters:authorise',
    'meters:change-supplier',
    'imports:write',
    'programme:propose',
  ],
  approver: [...reads, 'meters:exclude', 'programme:propose', 'programme:approve'],
  supplier: ['fleet:read', 'meters:export', 'meters:decide', 'meters:authorise'],
  auditor: [...reads, 'audit:read'],
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
