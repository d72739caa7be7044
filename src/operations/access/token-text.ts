import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** `mlt_<id>_<secret>`: the prefix lets a leaked token be recognised by those who look for such. */
const form = /^mlt_([a-z0-9]{12})_([A-Za-z0-9_-]{43})$/

export interface TokenText {
  readonly tokenId: string
  readonly secret: string
}

export function newToken(): TokenText {
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
  // 36 letters out of 256 values: a little uneven, which an id may be; the secret is what is not guessed.
  const tokenId = [...randomBytes(12)].map((byte) => letters[byte % letters.length]).join('')
  return { tokenId, secret: randomBytes(32).toString('base64url') }
}

export function tokenText({ tokenId, secret }: TokenText): string {
  return `mlt_${tokenId}_${secret}`
}

/** Null: not one of our tokens. */
export function readTokenText(text: string): TokenText | null {
  const [, tokenId, secret] = form.exec(text) ?? []
  return tokenId === undefined || secret === undefined ? null : { tokenId, secret }
}

export function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** Compares in a time that does not tell how much of it is right. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
