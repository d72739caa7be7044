import { MeterliftError } from '../domain/errors.js'

/**
 * Why an outside system did not answer as agreed. `unavailable`: no answer, or one that says try again; `rejected`: it
 * refuses the request and a person must look; `malformed`: it answered something that does not fit the agreed form.
 */
export type GatewayErrorKind = 'unavailable' | 'rejected' | 'malformed'

/** A failed call of an outside system. */
export class GatewayError extends MeterliftError {
  readonly kind: GatewayErrorKind
  /** How long the other side asked to wait, in milliseconds. */
  readonly retryAfterMs: number | null

  constructor(
    kind: GatewayErrorKind,
    message: string,
    options: { readonly hint?: string; readonly cause?: unknown; readonly retryAfterMs?: number | null } = {},
  ) {
    super(`GATEWAY_${kind.toUpperCase()}`, message, options)
    this.name = 'GatewayError'
    this.kind = kind
    this.retryAfterMs = options.retryAfterMs ?? null
  }
}
