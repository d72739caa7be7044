import type { Permission, Role } from '../../domain/access.js'
import type { SupplierId } from '../../domain/brands.js'

/** Who asks, and what they may. */
export interface Caller {
  /** `token:<id>`, `oidc:<subject>` or `example:<person>`: by this requests, operations and proposals are told apart. */
  readonly id: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly permissions: ReadonlySet<Permission>
  /** The portfolio to which the caller is held; null: the whole fleet. */
  readonly supplier: SupplierId | null
  /** Present where a browser's cookie was what it came in with: commands need the token against forgery then. */
  readonly csrf?: string
}
