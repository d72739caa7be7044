import { z } from 'zod'
import { exclusionCategories } from '../domain/programme.js'
import type { BankHoliday, CplEntry, EpclEntry, RetryRule } from '../domain/programme.js'
import type { DeviceModel } from '../domain/meter.js'
import { dateText, fault, oneOf, text, waitsText } from './leaves.js'
import type { DateContext } from './relative-date.js'

/** A CSV file: its columns, and how one row becomes an item. */
export interface CsvSchema<T> {
  readonly columns: readonly string[]
  readonly row: z.ZodType<T>
}

const code = z
  .string()
  .regex(/^[A-Z][A-Z0-9]{1,15}$/, { abort: true })
  .meta({ expected: 'a code of capital letters and digits, such as GT01' })

export function cplCsv(dates: DateContext): CsvSchema<CplEntry> {
  const row = z.strictObject({
    manufacturer: text,
    model: text,
    firmware: text,
    added_on: dateText(dates),
    removed_on: dateText(dates).optional(),
  })
  return {
    columns: Object.keys(row.shape),
    row: row.superRefine(checkPeriod).transform(({ manufacturer, model, firmware, added_on, removed_on }) => ({
      manufacturer,
      model,
      firmware,
      addedOn: added_on,
      removedOn: removed_on ?? null,
    })),
  }
}

export function epclCsv(dates: DateContext): CsvSchema<EpclEntry> {
  const row = z.strictObject({
    id: text,
    esme_manufacturer: text.optional(),
    esme_model: text.optional(),
    esme_firmware: text.optional(),
    gsme_manufacturer: text.optional(),
    gsme_model: text.optional(),
    gsme_firmware: text.optional(),
    hub_manufacturer: text,
    hub_model: text,
    hub_firmware: text,
    csp: text,
    added_on: dateText(dates),
    removed_on: dateText(dates).optional(),
  })
  const checked = row.superRefine((entry, context) => {
    checkPeriod(entry, context)
    for (const device of ['esme', 'gsme'] as const) {
      const names = [`${device}_manufacturer`, `${device}_model`, `${device}_firmware`] as const
      const empty = names.filter((name) => entry[name] === undefined)
      if (empty.length === names.length) continue
      const hint = `Fill ${names.join(', ')}, or leave all three empty if the combination has no such meter.`
      for (const name of empty) fault(context, [name], `${name} is missing`, hint)
    }
    if (entry.esme_model === undefined && entry.gsme_model === undefined) {
      const hint = 'Name an electricity meter (esme_...), a gas meter (gsme_...) or both.'
      fault(context, ['esme_model'], 'the combination has no meter', hint)
    }
  })
  return {
    columns: Object.keys(row.shape),
    row: checked.transform((entry) => ({
      id: entry.id,
      esme: device(entry.esme_manufacturer, entry.esme_model, entry.esme_firmware),
      gsme: device(entry.gsme_manufacturer, entry.gsme_model, entry.gsme_firmware),
      hub: { manufacturer: entry.hub_manufacturer, model: entry.hub_model, firmware: entry.hub_firmware },
      csp: entry.csp,
      addedOn: entry.added_on,
      removedOn: entry.removed_on ?? null,
    })),
  }
}

export function retryCsv(): CsvSchema<RetryRule> {
  const row = z.strictObject({
    code,
    meaning: text,
    owner: oneOf(['supplier', 'smso', 'dcc', 'operations']),
    class: oneOf(['retry', 'fix-first', 'exclude']),
    waits: waitsText,
    fix: oneOf(['firmware', 'keys', 'wan', 'payment-mode', 'other']).optional(),
    exclusion: oneOf(exclusionCategories).optional(),
    remedy: text,
  })
  const checked = row.superRefine((rule, context) => {
    const { waits, fix, exclusion } = rule
    if (rule.class === 'retry' && waits.length === 0) {
      fault(
        context,
        ['waits'],
        'a code of class retry needs waits',
        'Write waits such as 1h 4h 1d; the last one repeats.',
      )
    }
    if (rule.class !== 'retry' && waits.length > 0) {
      fault(
        context,
        ['waits'],
        `a code of class ${rule.class} has no waits`,
        'Leave waits empty, or make the class retry.',
      )
    }
    if (rule.class === 'fix-first' && fix === undefined) {
      const hint = 'Write one of: firmware, keys, wan, payment-mode, other.'
      fault(context, ['fix'], 'a code of class fix-first needs a fix', hint)
    }
    if (rule.class !== 'fix-first' && fix !== undefined) {
      fault(
        context,
        ['fix'],
        `a code of class ${rule.class} has no fix`,
        'Leave fix empty, or make the class fix-first.',
      )
    }
    if (rule.class === 'exclude' && exclusion === undefined) {
      const hint = `Write one of: ${exclusionCategories.join(', ')}.`
      fault(context, ['exclusion'], 'a code of class exclude needs an exclusion category', hint)
    }
  })
  return {
    columns: Object.keys(row.shape),
    row: checked.transform(({ fix, exclusion, ...rule }) => ({
      ...rule,
      fix: fix ?? null,
      exclusion: exclusion ?? null,
    })),
  }
}

export function bankHolidayCsv(dates: DateContext): CsvSchema<BankHoliday> {
  const row = z.strictObject({
    date: dateText(dates),
    division: oneOf(['england-and-wales', 'scotland']),
    name: text,
  })
  return { columns: Object.keys(row.shape), row }
}

function device(
  manufacturer: string | undefined,
  model: string | undefined,
  firmware: string | undefined,
): DeviceModel | null {
  if (manufacturer === undefined || model === undefined || firmware === undefined) return null
  return { manufacturer, model, firmware }
}

function checkPeriod(
  entry: { readonly added_on: string; readonly removed_on?: string | undefined },
  context: Parameters<typeof fault>[0],
): void {
  if (entry.removed_on !== undefined && entry.removed_on <= entry.added_on) {
    const message = `removed_on ${entry.removed_on} is not after added_on ${entry.added_on}`
    fault(context, ['removed_on'], message, 'Correct one of the two dates.')
  }
}
