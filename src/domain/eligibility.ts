import { assertNever } from './assert-never.js'
import type { IsoDate } from './brands.js'
import { cohortOfHub, decisionOn, isLive, liveSince } from './cohort.js'
import { type CplIndex, cplIndex, cplKey, cplStanding } from './cpl.js'
import { combinationKey, type DeviceRole, type EpclIndex, epclIndex, matchCombination } from './epcl.js'
import type { DeviceModel, DeviceModelCombination, Installation, Meter } from './meter.js'
import type { Programme } from './programme.js'
import { normalText } from './text.js'

export { cplKey } from './cpl.js'
export * from './epcl.js'

/** Why a meter is not eligible yet, in the order in which the rules are checked. */
export const eligibilityCodes = [
  'ELG_COHORT_UNKNOWN',
  'ELG_COHORT_PENDING',
  'ELG_COHORT_NO_GO',
  'ELG_COHORT_NOT_LIVE',
  'ELG_COMBINATION_NOT_LISTED',
  'ELG_COMBINATION_REMOVED',
  'ELG_FIRMWARE_UPGRADE',
  'ELG_CPL_MISSING',
  'ELG_CPL_REMOVED',
  'ELG_EVIDENCE_MISSING',
] as const
export type EligibilityCode = (typeof eligibilityCodes)[number]

/** What would end a wait. The key is stable: a change of that thing finds exactly the journeys that wait for it. */
export interface WaitsFor {
  readonly kind: 'cohort' | 'combination' | 'cpl' | 'evidence' | 'authorisation'
  readonly key: string
}

/** Not yet eligible: a wait, not a failure. `detail` holds the values that the message names. */
export interface EligibilityWait {
  readonly kind: 'wait'
  readonly code: EligibilityCode
  readonly detail: Readonly<Record<string, string>>
  readonly waitsFor: WaitsFor
}

export type EligibilityDecision = { readonly kind: 'eligible'; readonly entryId: string } | EligibilityWait

export interface EligibilityInput {
  readonly programme: Programme
  readonly meter: Pick<Meter, 'journeyId' | 'complianceEvidence'>
  readonly installation: Pick<Installation, 'combination'>
  readonly date: IsoDate
}

/**
 * Whether a meter can be enrolled on a day: cohort go and live, whole combination on the EPCL, each device on the CPL,
 * evidence held that the meter was tested against SMETS (BEIS consultation April 2018, para 38). The first rule that
 * fails is the answer. An exclusion ends the journey, so it need not be asked for here.
 */
export function checkEligibility(input: EligibilityInput): EligibilityDecision {
  const { programme, meter, installation, date } = input
  const decision = checkCombination(programme, installation.combination, date)
  if (decision.kind === 'wait') return decision
  if (meter.complianceEvidence === null || meter.complianceEvidence.trim() === '') {
    return wait('ELG_EVIDENCE_MISSING', {}, { kind: 'evidence', key: String(meter.journeyId) })
  }
  return decision
}

/** The rules that depend on the combination and the programme alone: worked out once for all meters that share it. */
export function checkCombination(
  programme: Programme,
  combination: DeviceModelCombination,
  date: IsoDate,
): EligibilityDecision {
  return (
    cohortWait(programme, combination.hub.manufacturer, date) ??
    combinationDecision(lists(programme), combination, date)
  )
}

/**
 * The two days from which the clock is worked out (`dutyStart`): since when the cohort has been live, and the first
 * day on which the EPCL has listed the combination or, where firmware alone differs, its models. Null: not so today.
 */
export function enrolableSince(
  programme: Programme,
  combination: DeviceModelCombination,
  date: IsoDate,
): { readonly liveOn: IsoDate | null; readonly combinationAddedOn: IsoDate | null } {
  const cohort = cohortOfHub(programme, combination.hub.manufacturer)
  const match = matchCombination(lists(programme).epcl, combination, date)
  return {
    liveOn: cohort === null ? null : liveSince(cohort, date),
    combinationAddedOn: match.kind === 'match' || match.kind === 'firmware' ? match.addedOn : null,
  }
}

function cohortWait(programme: Programme, hubManufacturer: string, date: IsoDate): EligibilityWait | null {
  const cohort = cohortOfHub(programme, hubManufacturer)
  if (cohort === null) {
    const key = `maker:${normalText(hubManufacturer)}`
    return wait('ELG_COHORT_UNKNOWN', { hubManufacturer }, { kind: 'cohort', key })
  }
  if (isLive(cohort, date)) return null
  const decision = decisionOn(cohort, date)
  const detail = { cohort: cohort.id, ...(decision?.liveOn ? { liveOn: decision.liveOn } : {}) }
  const waitsFor = { kind: 'cohort', key: cohort.id } as const
  const kind = decision?.decision ?? 'pending'
  switch (kind) {
    case 'pending':
      return wait('ELG_COHORT_PENDING', detail, waitsFor)
    case 'no-go':
      return wait('ELG_COHORT_NO_GO', detail, waitsFor)
    case 'go':
      return wait('ELG_COHORT_NOT_LIVE', detail, waitsFor)
    default:
      return assertNever(kind, 'cohort decision')
  }
}

function combinationDecision(
  { epcl, cpl }: Lists,
  combination: DeviceModelCombination,
  date: IsoDate,
): EligibilityDecision {
  const match = matchCombination(epcl, combination, date)
  const waitsFor = { kind: 'combination', key: combinationKey(combination) } as const
  switch (match.kind) {
    case 'none':
      return wait('ELG_COMBINATION_NOT_LISTED', {}, waitsFor)
    case 'removed':
      return wait('ELG_COMBINATION_REMOVED', { entry: match.entry.id, removedOn: match.removedOn }, waitsFor)
    case 'firmware': {
      const say = (part: 'device' | 'from' | 'to') => match.upgrades.map((upgrade) => upgrade[part]).join(', ')
      const detail = { entry: match.entry.id, device: say('device'), from: say('from'), to: say('to') }
      return wait('ELG_FIRMWARE_UPGRADE', detail, waitsFor)
    }
    case 'match':
      return cplWait(cpl, combination, date) ?? { kind: 'eligible', entryId: match.entry.id }
    default:
      return assertNever(match, 'EPCL match')
  }
}

function cplWait(cpl: CplIndex, combination: DeviceModelCombination, date: IsoDate): EligibilityWait | null {
  const standings = devicesOf(combination).map(({ role, device }) => ({
    waitsFor: { kind: 'cpl', key: cplKey(device) } as const,
    detail: { device: role, manufacturer: device.manufacturer, model: device.model, firmware: device.firmware },
    standing: cplStanding(cpl, device, date),
  }))
  for (const { standing, detail, waitsFor } of standings) {
    if (standing.kind === 'missing') return wait('ELG_CPL_MISSING', detail, waitsFor)
  }
  for (const { standing, detail, waitsFor } of standings) {
    if (standing.kind === 'removed') {
      return wait('ELG_CPL_REMOVED', { ...detail, removedOn: standing.removedOn }, waitsFor)
    }
  }
  return null
}

function devicesOf({ esme, gsme, hub }: DeviceModelCombination): readonly {
  readonly role: DeviceRole
  readonly device: DeviceModel
}[] {
  return [
    ...(esme === null ? [] : [{ role: 'electricity' as const, device: esme }]),
    ...(gsme === null ? [] : [{ role: 'gas' as const, device: gsme }]),
    { role: 'hub', device: hub },
  ]
}

function wait(code: EligibilityCode, detail: Readonly<Record<string, string>>, waitsFor: WaitsFor): EligibilityWait {
  return { kind: 'wait', code, detail, waitsFor }
}

interface Lists {
  readonly epcl: EpclIndex
  readonly cpl: CplIndex
}

/** Indexes of each programme's lists, made once: a programme is immutable, a new version is a new object. */
const listsOf = new WeakMap<Programme, Lists>()

function lists(programme: Programme): Lists {
  const known = listsOf.get(programme)
  if (known !== undefined) return known
  const made = { epcl: epclIndex(programme.epcl), cpl: cplIndex(programme.cpl) }
  listsOf.set(programme, made)
  return made
}
