import { createHash } from 'node:crypto'

/**
 * What becomes of a device: it migrates at once, after some failures, after a fix, or never. Written in the world file as
 * `clean`, `transient:W101:2` (fails twice), `fix:K401` (fails until its fate is changed) or `never:X901`.
 */
export type Fate =
  | { readonly kind: 'clean' }
  | { readonly kind: 'transient'; readonly code: string; readonly failures: number }
  | { readonly kind: 'fix'; readonly code: string }
  | { readonly kind: 'never'; readonly code: string }

export function parseFate(text: string): Fate | null {
  const [kind, code, failures] = text.trim().split(':')
  if (kind === 'clean') return { kind }
  if (code === undefined || code === '') return null
  if (kind === 'transient' && /^\d$/.test(failures ?? '')) return { kind, code, failures: Number(failures) }
  return kind === 'fix' || kind === 'never' ? { kind, code } : null
}

/** A number from 0 to just under 1 that depends on its parts alone, so that a seed repeats a run. */
export function chance(...parts: readonly (string | number)[]): number {
  return createHash('md5').update(parts.join('|')).digest().readUInt32BE(0) / 2 ** 32
}

const transientCodes = ['W101', 'W102', 'T201', 'D301'] as const
const fixCodes = ['K401', 'F501', 'P601', 'H701'] as const

/** The fate of a device of which the world file says nothing: 82 % clean, 11 % transient, 3 % to fix, 4 % never. */
export function seededFate(seed: string, deviceId: string, fuel: string): string {
  const roll = chance(seed, deviceId, 'fate')
  const pick = (codes: readonly string[]): string =>
    codes[Math.floor(chance(seed, deviceId, 'code') * codes.length)] ?? 'D301'
  if (roll < 0.82) return 'clean'
  if (roll < 0.93)
    return `transient:${pick(fuel === 'gas' ? [...transientCodes, 'GT01'] : transientCodes)}:${1 + Math.floor(chance(seed, deviceId, 'times') * 3)}`
  if (roll < 0.96) return `fix:${pick(fixCodes)}`
  return `never:${pick(fuel === 'gas' ? ['X901', 'W101', 'GT01'] : ['X901', 'W101'])}`
}

/** The outcome of one attempt: it depends on the fate and the number of the attempt alone. */
export function outcomeOfAttempt(fate: Fate, attempt: number): string | null {
  switch (fate.kind) {
    case 'clean':
      return null
    case 'transient':
      return attempt <= fate.failures ? fate.code : null
    case 'fix':
    case 'never':
      return fate.code
  }
}
