import type { Programme } from '../domain/programme.js'
import type { DeviceModel } from '../domain/meter.js'
import { diffItem, diffItems } from './diff-items.js'
import type { ItemDifference } from './diff-items.js'
import type { ProgrammeDiff } from './diff-types.js'

const none: Pick<
  Programme,
  'suppliers' | 'smsos' | 'cohorts' | 'lanes' | 'policies' | 'cpl' | 'epcl' | 'bankHolidays'
> = { suppliers: [], smsos: [], cohorts: [], lanes: [], policies: [], cpl: [], epcl: [], bankHolidays: [] }

/**
 * What differs between two programmes, and what that may concern. Without one before, everything is added. How many
 * meters are concerned and whose dates move is for the register to say.
 */
export function diffProgrammes(before: Programme | null, after: Programme): ProgrammeDiff {
  const was = before ?? none
  const suppliers = diffItems('suppliers', was.suppliers, after.suppliers, idOf)
  const smsos = diffItems('smsos', was.smsos, after.smsos, idOf)
  const cohorts = diffItems('cohorts', was.cohorts, after.cohorts, idOf)
  const lanes = diffItems('lanes', was.lanes, after.lanes, idOf)
  const policies = diffItems('policies', was.policies, after.policies, idOf)
  const rules = diffItems('retry', before?.retry.rules ?? [], after.retry.rules, ({ code }) => code)
  const cpl = diffItems('cpl', was.cpl, after.cpl, modelOf)
  const epcl = diffItems('epcl', was.epcl, after.epcl, idOf)
  const bankHolidays = diffItems(
    'bankHolidays',
    was.bankHolidays,
    after.bankHolidays,
    (day) => `${day.date} ${day.division}`,
  )
  const settings = diffSettings(before, after)
  const retryLimits = settings.filter(({ change }) => change.section === 'retry')

  const divisions = new Set(sides(bankHolidays).map(({ division }) => division))
  const keeping = after.lanes.filter((lane) => divisions.has(lane.division)).map(({ id }) => id)
  const changed = [...settings, ...suppliers, ...smsos, ...cohorts, ...lanes, ...policies, ...rules, ...cpl, ...epcl]
  const touchedSetting = (section: string): boolean =>
    before === null || settings.some(({ change }) => change.section === section)
  return {
    first: before === null,
    changes: [...changed, ...bankHolidays].map(({ change }) => change),
    touched: {
      cohorts: new Set(sides(cohorts).map(idOf)),
      epclKeys: sides(epcl),
      cplModels: sides(cpl),
      suppliers: new Set(sides(suppliers).map(idOf)),
      smsos: new Set(sides(smsos).map(idOf)),
      lanes: new Set([...sides(lanes).map(idOf), ...keeping]),
      policies: policies.length > 0,
      retry: before === null || rules.length > 0 || retryLimits.length > 0,
      switches: touchedSetting('switches'),
      checks: touchedSetting('checks'),
      records: touchedSetting('records'),
    },
  }
}

/** What is said once in programme.yaml. It cannot be added or removed, only changed. */
function diffSettings(before: Programme | null, after: Programme): readonly ItemDifference<object>[] {
  if (before === null) return []
  const names = ({ name, title }: Programme): object => ({ name, title })
  const limits = ({ retry }: Programme): object => ({
    maxAttempts: retry.maxAttempts,
    referralAfterDays: retry.referralAfterDays,
  })
  return [
    ...diffItem('programme', 'programme', names(before), names(after)),
    ...diffItem<object>('switches', 'switches', before.switches, after.switches),
    ...diffItem<object>('checks', 'checks', before.checks, after.checks),
    ...diffItem<object>('records', 'records', before.records, after.records),
    ...diffItem('retry', 'limits', limits(before), limits(after)),
  ]
}

function idOf(item: { readonly id: string }): string {
  return item.id
}

function modelOf(device: DeviceModel): string {
  return `${device.manufacturer} ${device.model} ${device.firmware}`
}

function sides<T>(differences: readonly ItemDifference<T>[]): readonly T[] {
  return differences.flatMap(({ before, after }) => [before, after].filter((side) => side !== null))
}
