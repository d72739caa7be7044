import type { IsoDate } from './brands.js'
import type { DeviceModel } from './meter.js'
import type { CplEntry } from './programme.js'
import { normalText } from './text.js'

/** The Central Products List by device model. */
export type CplIndex = ReadonlyMap<string, readonly CplEntry[]>

/** What the CPL says of a device model on a day. */
export type CplStanding =
  { readonly kind: 'listed' } | { readonly kind: 'removed'; readonly removedOn: IsoDate } | { readonly kind: 'missing' }

/** Key of a device model on the CPL, firmware included: the same for every spelling. */
export function cplKey(device: DeviceModel): string {
  return [device.manufacturer, device.model, device.firmware]
    .map((part) => normalText(part).replace(/[%|]/g, (mark) => `%${mark.charCodeAt(0).toString(16)}`))
    .join('|')
}

/** Prepares the CPL for many look-ups. */
export function cplIndex(cpl: readonly CplEntry[]): CplIndex {
  const index = new Map<string, CplEntry[]>()
  for (const entry of cpl) {
    const key = cplKey(entry)
    const entries = index.get(key)
    if (entries === undefined) index.set(key, [entry])
    else entries.push(entry)
  }
  return index
}

/** Whether a device model is on the CPL on a day. An entry counts until the day before it was removed. */
export function cplStanding(index: CplIndex, device: DeviceModel, date: IsoDate): CplStanding {
  const entries = (index.get(cplKey(device)) ?? []).filter((entry) => entry.addedOn <= date)
  let removedOn: IsoDate | null = null
  for (const entry of entries) {
    if (entry.removedOn === null || entry.removedOn > date) return { kind: 'listed' }
    if (removedOn === null || entry.removedOn > removedOn) removedOn = entry.removedOn
  }
  return removedOn === null ? { kind: 'missing' } : { kind: 'removed', removedOn }
}
