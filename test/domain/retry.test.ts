import { describe, expect, it } from 'vitest'
import type { RetryRule, RetryTable } from '../../src/domain/programme.js'
import { afterFailure, type Failure } from '../../src/domain/retry.js'

const rule = (code: string, over: Partial<RetryRule>): RetryRule => ({
  code,
  meaning: code,
  owner: 'dcc',
  class: 'retry',
  waits: [],
  fix: null,
  exclusion: null,
  remedy: `mend ${code}`,
  ...over,
})
const table: RetryTable = {
  maxAttempts: 5,
  referralAfterDays: 14,
  rules: [
    rule('WAN1', { waits: [10, 20, 30], exclusion: 'no-wan-while-migrating' }),
    rule('TMP1', { waits: [5] }),
    rule('FW01', { class: 'fix-first', owner: 'supplier', fix: 'firmware' }),
    rule('FX01', { class: 'fix-first' }),
    rule('GT01', { class: 'exclude', exclusion: 'electricity-enrolled-gas-excluded' }),
    rule('BAD1', { class: 'exclude' }),
  ],
}
const after = (code: string, over: Partial<Failure> = {}) =>
  afterFailure(table, { code, attemptsUsed: 1, prepayment: false, decisionPointReached: false, ...over })

describe('after a failed attempt', () => {
  it('waits by the table, the last wait repeating', () => {
    expect([1, 2, 3, 4].map((attemptsUsed) => after('WAN1', { attemptsUsed }))).toEqual(
      [10, 20, 30, 30].map((waitMs) => ({ kind: 'retry', waitMs })),
    )
    expect(after(' wan1 ', { attemptsUsed: 0 })).toEqual({ kind: 'retry', waitMs: 10 })
  })
  it('takes the exclusion route after five, with the category of the code or the general one, known or not', () => {
    expect(after('WAN1', { attemptsUsed: 5 })).toEqual({ kind: 'exhausted', category: 'no-wan-while-migrating' })
    for (const code of ['TMP1', 'FW01', 'NEW9']) {
      expect(after(code, { attemptsUsed: 5 })).toEqual({ kind: 'exhausted', category: 'five-failed-attempts' })
    }
  })
  it('takes it at once for a code that excludes; without a category a person decides', () => {
    expect(after('GT01')).toEqual({ kind: 'exclude', category: 'electricity-enrolled-gas-excluded' })
    expect(after('GT01', { attemptsUsed: 9 }).kind).toBe('exclude')
    expect(after('BAD1')).toEqual({ kind: 'decide', reason: 'no-category' })
  })
  it('asks for the fix first, after the decision point too', () => {
    const fix = { kind: 'fix-first', owner: 'supplier', fix: 'firmware', remedy: 'mend FW01' }
    expect(after('FW01')).toEqual(fix)
    expect(after('FW01', { decisionPointReached: true })).toEqual(fix)
    expect(after('FX01')).toMatchObject({ kind: 'fix-first', owner: 'dcc', fix: 'other' })
  })
  it('leaves to a person an unknown code and, after the decision point, another attempt', () => {
    expect(after('NEW9')).toEqual({ kind: 'decide', reason: 'unknown-code' })
    expect(after('WAN1', { decisionPointReached: true })).toEqual({ kind: 'decide', reason: 'decision-point' })
  })
  it('escalates prepayment at once, whatever the code and the attempts', () => {
    for (const code of ['WAN1', 'FW01', 'GT01', 'NEW9']) {
      expect(after(code, { prepayment: true, attemptsUsed: 5 })).toEqual({ kind: 'escalate', reason: 'prepayment' })
    }
  })
})
