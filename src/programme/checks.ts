import type { BankHoliday, Cohort, CplEntry, DutyPolicy, EpclEntry, Lane, RetryRule } from '../domain/programme.js'
import type { DeviceModel } from '../domain/meter.js'
import { nearest, suggest } from './nearest.js'
import type { Item, ItemList } from './items.js'
import type { PathStep } from './source.js'
import type { ProgrammeProblem } from './problem.js'

/** Reports each item whose key was already there, with the line of the first. Keys are compared without case. */
export function checkUnique<T>(
  list: ItemList<T>,
  keyOf: (value: T) => string,
  path: readonly PathStep[],
  message: (value: T) => string,
): readonly ProgrammeProblem[] {
  const first = new Map<string, Item<T>>()
  const problems: ProgrammeProblem[] = []
  for (const item of list.items) {
    const key = keyOf(item.value).toLowerCase()
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, item)
    else {
      const hint = `It is on line ${earlier.at(...path).line} already: keep one.`
      problems.push({ ...item.at(...path), message: message(item.value), hint })
    }
  }
  return problems
}

export function checkIds<T extends { readonly id: string }>(list: ItemList<T>): readonly ProgrammeProblem[] {
  return checkUnique(
    list,
    ({ id }) => id,
    ['id'],
    ({ id }) => `the id ${id} is there twice`,
  )
}

/** An import finds a supplier or SMSO by id, name or alias, so none of these may mean two of them. */
export function checkNames<
  T extends { readonly id: string; readonly name: string; readonly aliases: readonly string[] },
>(list: ItemList<T>): readonly ProgrammeProblem[] {
  const owner = new Map<string, string>()
  const problems: ProgrammeProblem[] = []
  for (const { value, at } of list.items) {
    const names: readonly (readonly [string, readonly PathStep[]])[] = [
      [value.id, ['id']],
      [value.name, ['name']],
      ...value.aliases.map((alias, index) => [alias, ['aliases', index]] as const),
    ]
    for (const [name, path] of names) {
      const other = owner.get(name.toLowerCase())
      if (other !== undefined && other !== value.id) {
        const message = `"${name}" already means ${other}`
        problems.push({
          ...at(...path),
          message,
          hint: 'Give each a name and aliases of its own; case makes no difference.',
        })
      }
      owner.set(name.toLowerCase(), other ?? value.id)
    }
  }
  return problems
}

/** Each cohort's lane exists, and no maker belongs to two cohorts. */
export function checkCohorts(cohorts: ItemList<Cohort>, lanes: ItemList<Lane>): readonly ProgrammeProblem[] {
  const problems: ProgrammeProblem[] = []
  const owner = new Map<string, Cohort>()
  for (const { value, at } of cohorts.items) {
    if (lanes.known && !lanes.ids.has(value.laneId)) {
      const hint = suggest(value.laneId, [...lanes.ids], 'lanes')
      problems.push({ ...at('lane'), message: `there is no lane ${value.laneId} in lanes.yaml`, hint })
    }
    for (const [index, maker] of value.makers.entries()) {
      const other = owner.get(maker.toLowerCase())
      if (other !== undefined) {
        const message =
          other.id === value.id
            ? `the maker ${maker} is there twice`
            : `the maker ${maker} is already in cohort ${other.id}`
        const hint = 'A maker of hubs belongs to one cohort: remove it from the other.'
        problems.push({ ...at('makers', index), message, hint })
      }
      owner.set(maker.toLowerCase(), other ?? value)
    }
  }
  return problems
}

/** There is a policy, and the policies follow each other by date. */
export function checkPolicies(policies: ItemList<DutyPolicy>): readonly ProgrammeProblem[] {
  if (policies.known && policies.ids.size === 0) {
    const hint = 'Without one no meter has a date. Add a policy.'
    return [{ file: policies.file, line: 1, field: '', message: 'there is no policy', hint }]
  }
  return policies.items.flatMap(({ value, at }, index) => {
    const before = policies.items[index - 1]?.value
    if (before === undefined || value.effectiveFrom > before.effectiveFrom) return []
    const message = `the policy from ${value.effectiveFrom} follows one from ${before.effectiveFrom}`
    return [{ ...at('effectiveFrom'), message, hint: 'List the policies by date, the earliest first.' }]
  })
}

export function checkRetry(rules: ItemList<RetryRule>): readonly ProgrammeProblem[] {
  return checkUnique(
    rules,
    (rule) => rule.code,
    ['code'],
    (rule) => `the code ${rule.code} is there twice`,
  )
}

export function checkCpl(cpl: ItemList<CplEntry>): readonly ProgrammeProblem[] {
  const message = (entry: CplEntry): string => `the model ${deviceKey(entry)} is there twice`
  return checkUnique(cpl, deviceKey, ['firmware'], message)
}

/** Each hub's maker belongs to a cohort, and no combination is listed twice for the same day. */
export function checkEpcl(epcl: ItemList<EpclEntry>, cohorts: ItemList<Cohort>): readonly ProgrammeProblem[] {
  const makers = cohorts.items.flatMap(({ value }) => value.makers)
  const known = new Set(makers.map((maker) => maker.toLowerCase()))
  // A cohort that did not pass its own checks may own the maker: then nothing can be said.
  const complete = cohorts.known && cohorts.problems.length === 0
  const problems: ProgrammeProblem[] = []
  const earlier = new Map<string, Item<EpclEntry>[]>()
  for (const item of epcl.items) {
    const { value, at } = item
    if (complete && !known.has(value.hub.manufacturer.toLowerCase())) {
      const close = nearest(value.hub.manufacturer, makers)
      const hint = `Add the maker to its cohort in cohorts.yaml${close === null ? '' : `, or write ${close}`}.`
      const message = `the hub's maker ${value.hub.manufacturer} belongs to no cohort`
      problems.push({ ...at('hub_manufacturer'), message, hint })
    }
    const key = combinationKey(value)
    const same = earlier.get(key) ?? []
    const clash = same.find((other) => overlap(other.value, value))
    if (clash !== undefined) {
      const message = `the combination of ${value.id} is the one of ${clash.value.id}`
      const hint = `It is on line ${clash.at('id').line} already: keep one, or let the earlier one end (removed_on) before the later begins.`
      problems.push({ ...at('id'), message, hint })
    }
    earlier.set(key, [...same, item])
  }
  return problems
}

export function checkBankHolidays(days: ItemList<BankHoliday>): readonly ProgrammeProblem[] {
  const message = (day: BankHoliday): string => `${day.date} is there twice for ${day.division}`
  return checkUnique(days, (day) => `${day.date} ${day.division}`, ['date'], message)
}

function overlap(a: EpclEntry, b: EpclEntry): boolean {
  return (a.removedOn === null || b.addedOn < a.removedOn) && (b.removedOn === null || a.addedOn < b.removedOn)
}

function deviceKey(device: DeviceModel): string {
  return `${device.manufacturer} ${device.model} ${device.firmware}`
}

function combinationKey(entry: EpclEntry): string {
  const parts = [entry.esme, entry.gsme, entry.hub].map((device) => (device === null ? '' : deviceKey(device)))
  return [...parts, entry.csp].join('|').toLowerCase()
}
