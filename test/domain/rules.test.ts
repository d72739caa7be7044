import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { allocate } from '../../src/domain/allocation.js'
import { checkCombination, epclIndex, matchCombination } from '../../src/domain/eligibility.js'
import type { DeviceModelCombination } from '../../src/domain/meter.js'
import type { EpclEntry, Programme } from '../../src/domain/programme.js'
import { afterFailure } from '../../src/domain/retry.js'
import { windowAt } from '../../src/domain/time-window.js'
import { exampleProgramme } from '../support/programme.js'

const today = '2026-06-01'
let programme: Programme
beforeAll(async () => {
  programme = await exampleProgramme(today)
})

const model = (name: string, firmware: string) => ({ manufacturer: 'Itron', model: name, firmware })
const entry = (id: string, over: Partial<EpclEntry> = {}): EpclEntry => ({ id, esme: model('E', '2'), gsme: model('G', '5'), hub: model('H', '7'), csp: 'telefonica', addedOn: '2026-01-01', removedOn: null, ...over })
const combination = (over: Partial<DeviceModelCombination> = {}): DeviceModelCombination => ({ esme: model('E', '2'), gsme: model('G', '5'), hub: model('H', '7'), csp: 'telefonica', ...over })
const match = (entries: readonly EpclEntry[], of: DeviceModelCombination, on = today) => matchCombination(epclIndex(entries), of, on)

describe('the EPCL', () => {
  it('wants the whole combination: devices, firmware and CSP', () => {
    expect(match([entry('a')], combination()).kind).toBe('match')
    expect(match([entry('a')], combination({ csp: 'vodafone' })).kind).toBe('none')
    expect(match([entry('a')], combination({ gsme: null })).kind).toBe('none')
    expect(match([entry('a')], combination({ esme: { ...model('e', ' 2 '), manufacturer: 'ITRON' } })).kind).toBe('match')
  })
  it('names the firmware to upgrade to, and counts the clock from the first entry of the models', () => {
    const entries = [entry('old', { esme: model('E', '2'), addedOn: '2025-06-01' }), entry('new', { esme: model('E', '3') })]
    expect(match(entries, combination({ esme: model('E', '1') }))).toMatchObject({ kind: 'firmware', addedOn: '2025-06-01', upgrades: [{ device: 'electricity', from: '1', to: '3' }] })
  })
  it('knows nothing of an entry before it was added or from the day it was removed', () => {
    expect(match([entry('a')], combination(), '2025-12-31').kind).toBe('none')
    expect(match([entry('a', { removedOn: today })], combination()).kind).toBe('removed')
  })
  it('never makes an eligible combination wait by adding an entry', () => {
    fc.assert(
      fc.property(fc.constantFrom('1', '2', '3'), fc.constantFrom('5', '6'), fc.boolean(), (e, g, removed) => {
        const more = entry('more', { esme: model('E', e), gsme: model('G', g), removedOn: removed ? '2026-03-01' : null })
        expect(match([entry('a'), more], combination()).kind).toBe('match')
      }),
    )
  })
})

describe('eligibility by the example programme', () => {
  const code = (cohort: string): string => {
    const found = programme.epcl.find((each) => each.removedOn === null && programme.cohorts.find(({ id }) => id === cohort)?.makers.includes(each.hub.manufacturer))
    if (found === undefined) throw new Error(`no entry for ${cohort}`)
    const decision = checkCombination(programme, found, today)
    return decision.kind === 'wait' ? decision.code : decision.kind
  }
  it('waits for a pending cohort and for one not live, and lets a live one through', () => {
    expect(code('edmi')).toBe('ELG_COHORT_PENDING')
    expect(code('aclara')).toBe('ELG_COHORT_NOT_LIVE')
    expect(code('itron')).toBe('eligible')
  })
})

describe('after a failure', () => {
  const table = (): Programme['retry'] => programme.retry
  const failure = { code: 'W101', attemptsUsed: 1, prepayment: false, decisionPointReached: false }
  it('waits as the table says, the last wait repeating', () => {
    const rule = table().rules.find(({ code }) => code === 'W101')
    expect(afterFailure(table(), failure)).toEqual({ kind: 'retry', waitMs: rule?.waits[0] })
    expect(afterFailure(table(), { ...failure, attemptsUsed: 4 })).toEqual({ kind: 'retry', waitMs: rule?.waits[3] ?? rule?.waits.at(-1) })
  })
  it('after five attempts takes the exclusion route with the category of the code', () => {
    expect(afterFailure(table(), { ...failure, attemptsUsed: 5 })).toEqual({ kind: 'exhausted', category: 'no-wan-while-migrating' })
  })
  it('asks for the fix first, escalates prepayment, leaves the unknown and the late to a person', () => {
    expect(afterFailure(table(), { ...failure, code: 'K401' })).toMatchObject({ kind: 'fix-first', owner: 'smso', fix: 'keys' })
    expect(afterFailure(table(), { ...failure, prepayment: true })).toMatchObject({ kind: 'escalate' })
    expect(afterFailure(table(), { ...failure, code: 'Z999' })).toMatchObject({ kind: 'decide', reason: 'unknown-code' })
    expect(afterFailure(table(), { ...failure, decisionPointReached: true })).toMatchObject({ kind: 'decide', reason: 'decision-point' })
  })
})

describe('allocation of a day', () => {
  const suppliers = fc.array(fc.record({ usedToday: fc.nat(300), demand: fc.nat(2_000) }), { minLength: 1, maxLength: 8 }).map((rows) => rows.map((row, i) => ({ supplierId: `s${i}`, ...row })))
  it('gives no more than demand, capacity and room, wastes nothing, and keeps every minimum', () => {
    fc.assert(
      fc.property(suppliers, fc.nat(3_000), fc.nat(3_000), fc.nat(150), (list, capacityLeft, room, supplierMinimum) => {
        const given = allocate({ capacityLeft, supplierMinimum, suppliers: list, room })
        const total = [...given.values()].reduce((sum, n) => sum + n, 0)
        const demand = list.reduce((sum, each) => sum + each.demand, 0)
        expect(total).toBe(Math.min(demand, capacityLeft, room))
        for (const each of list) expect(given.get(each.supplierId) ?? 0).toBeLessThanOrEqual(each.demand)
        const needed = list.map((each) => Math.min(each.demand, Math.max(0, supplierMinimum - each.usedToday)))
        if (needed.reduce((sum, n) => sum + n, 0) <= Math.min(capacityLeft, room)) {
          list.forEach((each, i) => expect(given.get(each.supplierId) ?? 0).toBeGreaterThanOrEqual(needed[i] ?? 0))
        }
      }),
    )
  })
})

describe('time windows', () => {
  const weekdays = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '08:00', to: '18:00', onBankHolidays: false }]
  const at = (text: string) => windowAt(weekdays, Date.parse(text), new Set(['2026-05-25']))
  it('are London time, closed at weekends and on bank holidays', () => {
    expect(at('2026-06-01T07:00:00Z').open).toBe(true)
    expect(at('2026-01-05T07:59:59Z').open).toBe(false)
    expect(at('2026-06-06T10:00:00Z')).toMatchObject({ open: false, opensAt: Date.parse('2026-06-08T07:00:00Z') })
    expect(at('2026-05-25T10:00:00Z')).toMatchObject({ open: false, opensAt: Date.parse('2026-05-26T07:00:00Z') })
  })
})
