import type { IsoDate } from './brands.js'
import type { DeviceModel, DeviceModelCombination } from './meter.js'
import type { EpclEntry } from './programme.js'
import { normalText, sameText } from './text.js'

/** A device of an installation, as messages name it. */
export type DeviceRole = 'electricity' | 'gas' | 'hub'

/** Firmware that has to change on one device before the installation's combination is on the EPCL. */
export interface FirmwareUpgrade {
  readonly device: DeviceRole
  readonly from: string
  readonly to: string
}

/**
 * What the EPCL says of a combination on a day. `addedOn` feeds the clock: the day from which the combination, or for
 * `firmware` any combination of its models, has been listed.
 */
export type CombinationMatch =
  | { readonly kind: 'match'; readonly entry: EpclEntry; readonly addedOn: IsoDate }
  | {
      readonly kind: 'firmware'
      readonly entry: EpclEntry
      readonly upgrades: readonly FirmwareUpgrade[]
      readonly addedOn: IsoDate
    }
  | { readonly kind: 'removed'; readonly entry: EpclEntry; readonly removedOn: IsoDate }
  | { readonly kind: 'none' }

/** The EPCL by device models, so that a match looks at the few entries of the same models only. */
export interface EpclIndex {
  readonly byModels: ReadonlyMap<string, readonly EpclEntry[]>
}

/** Key of a combination without firmware: makers and models of each device, and the CSP. */
export function modelsKey(combination: DeviceModelCombination): string {
  const { esme, gsme, hub, csp } = combination
  return [modelKey(esme), modelKey(gsme), modelKey(hub), keyPart(csp)].join('|')
}

/**
 * Key of a whole combination, firmware included: the same for every spelling of the same devices. It begins with the
 * models' key and `#`, so that all firmware of the same models can be found by prefix.
 */
export function combinationKey(combination: DeviceModelCombination): string {
  return `${modelsKey(combination)}#${firmwareKey(combination)}`
}

/** Prepares the EPCL for many matches. */
export function epclIndex(epcl: readonly EpclEntry[]): EpclIndex {
  const byModels = new Map<string, EpclEntry[]>()
  for (const entry of epcl) {
    const key = modelsKey(entry)
    const entries = byModels.get(key)
    if (entries === undefined) byModels.set(key, [entry])
    else entries.push(entry)
  }
  return { byModels }
}

/**
 * Finds what the EPCL says of a combination on a day. An entry counts from the day it was added until the day before
 * it was removed. All makers, models, firmware and the CSP must agree, and an installation without a gas (or
 * electricity) meter matches entries without one only. Where only firmware differs, the entry with the fewest
 * upgrades is proposed, of these the newest; that wins over a removed entry, since it says what to do.
 */
export function matchCombination(
  index: EpclIndex,
  combination: DeviceModelCombination,
  date: IsoDate,
): CombinationMatch {
  const entries = (index.byModels.get(modelsKey(combination)) ?? []).filter((entry) => entry.addedOn <= date)
  const listed = entries.filter((entry) => entry.removedOn === null || entry.removedOn > date)
  const firmware = firmwareKey(combination)

  const exact = firstAdded(listed.filter((entry) => firmwareKey(entry) === firmware))
  if (exact !== null) return { kind: 'match', entry: exact, addedOn: exact.addedOn }

  const known = firstAdded(listed)
  const best = listed
    .map((entry) => ({ entry, upgrades: upgradesTo(combination, entry) }))
    .toSorted(
      (a, b) =>
        a.upgrades.length - b.upgrades.length ||
        compare(b.entry.addedOn, a.entry.addedOn) ||
        compare(a.entry.id, b.entry.id),
    )[0]
  if (known !== null && best !== undefined) return { kind: 'firmware', ...best, addedOn: known.addedOn }

  const removed = entries
    .flatMap((entry) => (entry.removedOn === null ? [] : [{ entry, removedOn: entry.removedOn }]))
    .filter(({ entry }) => firmwareKey(entry) === firmware)
    .toSorted((a, b) => compare(b.removedOn, a.removedOn) || compare(a.entry.id, b.entry.id))[0]
  return removed === undefined ? { kind: 'none' } : { kind: 'removed', ...removed }
}

function upgradesTo(combination: DeviceModelCombination, entry: EpclEntry): readonly FirmwareUpgrade[] {
  return [
    ...upgrade('electricity', combination.esme, entry.esme),
    ...upgrade('gas', combination.gsme, entry.gsme),
    ...upgrade('hub', combination.hub, entry.hub),
  ]
}

function upgrade(device: DeviceRole, from: DeviceModel | null, to: DeviceModel | null): readonly FirmwareUpgrade[] {
  if (from === null || to === null || sameText(from.firmware, to.firmware)) return []
  return [{ device, from: from.firmware, to: to.firmware }]
}

function firstAdded(entries: readonly EpclEntry[]): EpclEntry | null {
  return entries.toSorted((a, b) => compare(a.addedOn, b.addedOn) || compare(a.id, b.id))[0] ?? null
}

function modelKey(device: DeviceModel | null): string {
  return device === null ? '-' : `${keyPart(device.manufacturer)}/${keyPart(device.model)}`
}

function firmwareKey({ esme, gsme, hub }: DeviceModelCombination): string {
  return [esme, gsme, hub].map((device) => (device === null ? '-' : `/${keyPart(device.firmware)}`)).join('|')
}

/** Normal text with the separators of a key escaped, so that no two combinations share a key. */
function keyPart(text: string): string {
  return normalText(text).replace(/[%|/#]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
