import { InvalidArgumentError } from 'commander'
import { wholeNumber } from '../options.js'

/** The number of a batch, as an argument. */
export function batchNumber(text: string): number {
  const n = Number(text)
  if (/^\d{1,15}$/.test(text) && n > 0) return n
  throw new InvalidArgumentError('Give the number of a batch (batch list).')
}

/** A rate of a batch: members an hour, or none. */
export function perHour(text: string): number | null {
  return text.trim().toLowerCase() === 'none' ? null : wholeNumber(1, 10_000_000)(text)
}

/** A part of a whole: 0.9, 90% or 90. */
export function share(text: string): number {
  const n = Number(text.replace('%', ''))
  const part = text.endsWith('%') || n > 1 ? n / 100 : n
  if (/^[\d.]+%?$/.test(text) && part > 0 && part <= 1) return part
  throw new InvalidArgumentError('Give a share like 90% or 0.9.')
}

/** Waves as they are given: `one`, `canary:50`, `100,400,1000` meters, or `5%,20%` of the whole. */
export function wavePlan(text: string) {
  const words = text.trim().toLowerCase()
  if (words === 'one') return { kind: 'one' } as const
  const canary = /^canary(?::(\d{1,7}))?$/.exec(words)
  if (canary !== null) return { kind: 'canary', size: Math.max(1, Number(canary[1] ?? 50)) } as const
  const parts = words.split(',').map((part) => part.trim())
  if (parts.every((part) => /^\d{1,3}(\.\d+)?%$/.test(part))) {
    return { kind: 'shares', shares: parts.map((part) => Number(part.slice(0, -1))) } as const
  }
  if (parts.every((part) => /^[1-9]\d{0,8}$/.test(part))) return { kind: 'sizes', sizes: parts.map(Number) } as const
  throw new InvalidArgumentError('Give one, canary:50, sizes like 100,400,1000, or shares like 5%,20%.')
}
