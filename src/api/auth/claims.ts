import type { JWTPayload } from 'jose'
import { isRole, permitted } from '../../domain/access.js'
import { MeterliftError } from '../../domain/errors.js'
import type { OidcConfig } from '../../runtime/config.js'
import type { Caller } from './caller.js'

/** Who a token's claims speak of. @throws MeterliftError SIGN_IN_REFUSED where they name no role here */
export function callerOf(payload: JWTPayload, config: OidcConfig): Caller {
  const held = textsOf(payload[config.rolesClaim]).filter(isRole)
  const supplier = payload[config.supplierClaim]
  const isSupplier = held.includes('supplier')
  if (held.length === 0 || (isSupplier && (held.length > 1 || typeof supplier !== 'string' || supplier === ''))) {
    throw new MeterliftError('SIGN_IN_REFUSED', 'the token names no role here, or a supplier’s without a supplier', {
      hint: 'docs/security.md says which claims are read',
    })
  }
  const name = [payload.name, payload.preferred_username, payload.email, payload.sub].find(
    (each): each is string => typeof each === 'string' && each !== '',
  )
  return {
    id: `oidc:${payload.sub ?? ''}`,
    name: name ?? 'unknown',
    roles: held,
    permissions: permitted(held, null),
    supplier: isSupplier && typeof supplier === 'string' ? supplier : null,
  }
}

function textsOf(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(' ')
  return Array.isArray(claim) ? claim.filter((each): each is string => typeof each === 'string') : []
}
