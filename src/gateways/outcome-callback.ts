import { createHmac, timingSafeEqual } from 'node:crypto'

/** Header of a callback: `t=<unix seconds>,v1=<HMAC-SHA256 of "<t>.<body>" in hex>`. */
export const signatureHeader = 'meterlift-signature'

/** Signs a callback's body. */
export function signCallback(secret: string, seconds: number, body: string): string {
  return `t=${seconds},v1=${mac(secret, seconds, body)}`
}

export type CallbackCheck =
  | { readonly kind: 'ok' }
  | { readonly kind: 'missing' }
  | { readonly kind: 'bad-signature' }
  /** Signed well, but too long ago or too far ahead to be taken as new. */
  | { readonly kind: 'skewed'; readonly seconds: number }

/**
 * Checks who sent a callback and when.
 * @param options.secrets every secret accepted now; two while one replaces the other
 * @param options.now the time, in epoch milliseconds
 * @param options.toleranceMs how far the sender's clock may differ
 */
export function verifyCallback(options: {
  readonly secrets: readonly string[]
  readonly header: string | undefined
  readonly body: string
  readonly now: number
  readonly toleranceMs: number
}): CallbackCheck {
  const parts = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(options.header ?? '')
  if (options.header === undefined || options.header === '') return { kind: 'missing' }
  const seconds = Number(parts?.[1])
  const given = Buffer.from(parts?.[2] ?? '', 'hex')
  const genuine = options.secrets.some((secret) => {
    const expected = Buffer.from(mac(secret, seconds, options.body), 'hex')
    return expected.length === given.length && timingSafeEqual(expected, given)
  })
  if (!genuine) return { kind: 'bad-signature' }
  const skew = Math.round(options.now / 1_000) - seconds
  return Math.abs(skew) * 1_000 > options.toleranceMs ? { kind: 'skewed', seconds: skew } : { kind: 'ok' }
}

function mac(secret: string, seconds: number, body: string): string {
  return createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')
}
