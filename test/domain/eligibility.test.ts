import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkEligibility, combinationKey, enrolableSince, modelsKey } from '../../src/domain/eligibility.js'
import type { DeviceModel, DeviceModelCombination } from '../../src/domain/meter.js'
import type { Cohort, CplEntry, EpclEntry, Programme } from '../../src/domain/programme.js'

const today = '2026-06-01'
const device = (model: string, firmware: string): DeviceModel => ({ manufacturer: 'Itron', model, firmware })
const combination: DeviceModelCombination = {
  esme: device('E', '2'),
  gsme: device('G', '5'),
  hub: device('H', '7'),
  csp: 'Telefonica',
}
const cohort: Cohort = {
  id: 'itron',
  name: 'Itron',
  makers: ['Itron'],
  laneId: 'itron',
  decisions: [{ from: '2025-01-01', decision: 'go', liveOn: '2025-06-01' }],
}
const entry: EpclEntry = { id: 'E1', ...combination, addedOn: '2025-09-01', removedOn: null }
const certified = (of: DeviceModel, over: Partial<CplEntry> = {}): CplEntry => ({
  ...of,
  addedOn: '2024-01-01',
  removedOn: null,
  ...over,
})
const cpl = [device('E', '2'), device('G', '5'), device('H', '7')].map((each) => certified(each))

const programmeOf = (over: Partial<Programme> = {}): Programme => ({
  name: 'test',
  title: 'Test',
  switches: { automaticRelease: true, standingAuthorisation: true },
  checks: { mpanCheckDigit: 'reject', mprnCheckDigit: 'reject' },
  records: { maxAgeHours: 24 },
  suppliers: [],
  smsos: [],
  cohorts: [cohort],
  cpl,
  epcl: [entry],
  policies: [],
  retry: { maxAttempts: 5, referralAfterDays: 14, rules: [] },
  lanes: [],
  bankHolidays: [],
  ...over,
})

interface Case {
  readonly programme?: Partial<Programme>
  readonly combination?: Partial<DeviceModelCombination>
  readonly complianceEvidence?: string | null
}
const check = (of: Case = {}) =>
  checkEligibility({
    programme: programmeOf(of.programme),
    meter: { journeyId: 41, complianceEvidence: of.complianceEvidence === undefined ? 'CE-1' : of.complianceEvidence },
    installation: { combination: { ...combination, ...of.combination } },
    date: today,
  })
const decided = (decision: Cohort['decisions'][number]): Partial<Programme> => ({
  cohorts: [{ ...cohort, decisions: [decision] }],
})

describe('the eligibility check', () => {
  it('lets a meter through that meets every rule, and names the EPCL entry', () => {
    expect(check()).toEqual({ kind: 'eligible', entryId: 'E1' })
  })

  it.each<[string, Case, object, string]>([
    ['ELG_COHORT_UNKNOWN', { programme: { cohorts: [] } }, { hubManufacturer: 'Itron' }, 'cohort'],
    [
      'ELG_COHORT_PENDING',
      { programme: decided({ from: '2026-06-02', decision: 'go', liveOn: null }) },
      { cohort: 'itron' },
      'cohort',
    ],
    [
      'ELG_COHORT_PENDING',
      { programme: decided({ from: '2025-01-01', decision: 'pending', liveOn: null }) },
      { cohort: 'itron' },
      'cohort',
    ],
    [
      'ELG_COHORT_NO_GO',
      { programme: decided({ from: '2025-01-01', decision: 'no-go', liveOn: '2025-06-01' }) },
      { cohort: 'itron' },
      'cohort',
    ],
    [
      'ELG_COHORT_NOT_LIVE',
      { programme: decided({ from: '2025-01-01', decision: 'go', liveOn: '2026-06-02' }) },
      { liveOn: '2026-06-02' },
      'cohort',
    ],
    ['ELG_COMBINATION_NOT_LISTED', { combination: { csp: 'Arqiva' } }, {}, 'combination'],
    ['ELG_COMBINATION_NOT_LISTED', { combination: { gsme: null } }, {}, 'combination'],
    [
      'ELG_COMBINATION_REMOVED',
      { programme: { epcl: [{ ...entry, removedOn: '2026-05-01' }] } },
      { entry: 'E1', removedOn: '2026-05-01' },
      'combination',
    ],
    [
      'ELG_FIRMWARE_UPGRADE',
      { combination: { esme: device('E', '1') } },
      { device: 'electricity', from: '1', to: '2' },
      'combination',
    ],
    [
      'ELG_FIRMWARE_UPGRADE',
      { combination: { esme: device('E', '1'), hub: device('H', '6') } },
      { device: 'electricity, hub', from: '1, 6', to: '2, 7' },
      'combination',
    ],
    ['ELG_CPL_MISSING', { programme: { cpl: cpl.slice(0, 2) } }, { device: 'hub', model: 'H', firmware: '7' }, 'cpl'],
    [
      'ELG_CPL_MISSING',
      { programme: { cpl: cpl.map((each) => (each.model === 'G' ? { ...each, addedOn: '2026-06-02' } : each)) } },
      { device: 'gas' },
      'cpl',
    ],
    [
      'ELG_CPL_REMOVED',
      { programme: { cpl: cpl.map((each) => (each.model === 'E' ? { ...each, removedOn: today } : each)) } },
      { device: 'electricity', removedOn: today },
      'cpl',
    ],
    ['ELG_EVIDENCE_MISSING', { complianceEvidence: null }, {}, 'evidence'],
    ['ELG_EVIDENCE_MISSING', { complianceEvidence: '  ' }, {}, 'evidence'],
  ])('%s', (code, of, detail, waitsFor) => {
    expect(check(of)).toMatchObject({ kind: 'wait', code, detail, waitsFor: { kind: waitsFor } })
  })

  it('answers with the first rule that fails', () => {
    const all: Case = {
      programme: { ...decided({ from: '2025-01-01', decision: 'no-go', liveOn: null }), epcl: [], cpl: [] },
      complianceEvidence: null,
    }
    expect(check(all)).toMatchObject({ code: 'ELG_COHORT_NO_GO' })
    expect(check({ ...all, programme: { epcl: [], cpl: [] } })).toMatchObject({ code: 'ELG_COMBINATION_NOT_LISTED' })
    expect(check({ ...all, programme: { cpl: [] } })).toMatchObject({
      code: 'ELG_CPL_MISSING',
      detail: { device: 'electricity' },
    })
    expect(check({ ...all, programme: {} })).toMatchObject({ code: 'ELG_EVIDENCE_MISSING' })
  })

  it('prefers the upgrade of fewest devices, then the newest entry, and an upgrade over a removed entry', () => {
    const old = { ...combination, esme: device('E', '1') }
    const both = { ...entry, id: 'both', gsme: device('G', '6'), addedOn: '2026-05-01' }
    const newer = { ...entry, id: 'newer', esme: device('E', '3'), addedOn: '2026-04-01' }
    const removed = { ...entry, id: 'gone', ...old, removedOn: '2026-05-01' }
    for (const epcl of [
      [entry, both, newer, removed],
      [removed, newer, both, entry],
    ]) {
      expect(check({ programme: { epcl }, combination: old })).toMatchObject({
        code: 'ELG_FIRMWARE_UPGRADE',
        detail: { entry: 'newer', from: '1', to: '3' },
      })
    }
  })

  it('never makes an eligible meter wait by adding an EPCL entry', () => {
    const text = fc.constantFrom('2', '5', '7', 'x')
    const added = fc.record({
      e: fc.option(text),
      g: fc.option(text),
      h: text,
      csp: fc.constantFrom('telefonica', 'Arqiva'),
      addedOn: fc.constantFrom('2024-01-01', today, '2027-01-01'),
      removedOn: fc.constantFrom(null, '2026-05-01', '2027-06-01'),
    })
    fc.assert(
      fc.property(fc.array(added, { maxLength: 6 }), fc.nat(6), (more, at) => {
        const extra = more.map(({ e, g, h, ...rest }, i): EpclEntry => ({
          id: `X${i}`,
          esme: e === null ? null : device('E', e),
          gsme: g === null ? null : device('G', g),
          hub: device('H', h),
          ...rest,
        }))
        expect(check({ programme: { epcl: extra.toSpliced(at, 0, entry) } }).kind).toBe('eligible')
      }),
    )
  })
})

describe('the point at which a combination can be enrolled', () => {
  const since = (over: Partial<Programme>, of: DeviceModelCombination = combination) =>
    enrolableSince(programmeOf(over), of, today)
  it('is told by live date and EPCL date, firmware alone behind counting too', () => {
    expect(since({})).toEqual({ liveOn: '2025-06-01', combinationAddedOn: '2025-09-01' })
    expect(since({}, { ...combination, esme: device('E', '1') }).combinationAddedOn).toBe('2025-09-01')
    expect(since({}, { ...combination, csp: 'Arqiva' }).combinationAddedOn).toBeNull()
    expect(since({ epcl: [{ ...entry, removedOn: today }] }).combinationAddedOn).toBeNull()
    expect(since({ cohorts: [] }).liveOn).toBeNull()
  })
})

describe('the key of a combination', () => {
  it('is one for every spelling, and begins with the key of its models', () => {
    const spelt = { ...combination, esme: { manufacturer: ' ITRON', model: 'e', firmware: '2 ' }, csp: 'TELEFONICA' }
    expect(combinationKey(spelt)).toBe(combinationKey(combination))
    expect(combinationKey(combination).startsWith(`${modelsKey(combination)}#`)).toBe(true)
  })
  it('differs for different devices, whatever marks their names hold', () => {
    const name = fc.stringMatching(/^[ab|/#%-]{1,3}$/)
    const model = fc.record({ manufacturer: name, model: name, firmware: name })
    const any = fc.record({ esme: fc.option(model), gsme: fc.option(model), hub: model, csp: name })
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(combinationKey(a) === combinationKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b))
      }),
      {
        examples: [
          [
            {
              esme: null,
              gsme: { manufacturer: 'a|', model: 'b', firmware: 'a' },
              hub: { manufacturer: 'a', model: 'b', firmware: 'a' },
              csp: 'a',
            },
            {
              esme: null,
              gsme: { manufacturer: 'a', model: '|b', firmware: 'a' },
              hub: { manufacturer: 'a', model: 'b', firmware: 'a' },
              csp: 'a',
            },
          ],
        ],
      },
    )
  })
})
