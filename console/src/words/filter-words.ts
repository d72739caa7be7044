import { queries } from '../api/call.js'
import { healths } from '../../../src/domain/duty.js'
import { stages } from '../../../src/domain/stage.js'
import type { Choice } from '../ui/filter-bar.js'
import { healthWords } from './health.js'
import { stageWords, standingWords } from './stages.js'

export interface FilterWords {
  readonly suppliers: readonly Choice[]
  readonly cohorts: readonly Choice[]
  readonly lanes: readonly Choice[]
  readonly smsos: readonly Choice[]
  /** Codes of DCC's failures, with their meaning. */
  readonly failures: readonly Choice[]
}

const empty: FilterWords = { suppliers: [], cohorts: [], lanes: [], smsos: [], failures: [] }

/** What an id is called among choices; itself where they do not have it (yet). */
export const nameOf = (choices: readonly Choice[], id: string): string =>
  choices.find(({ value }) => value === id)?.label ?? id

/** The values that filters may take, of the programme in force; empty until they are read. */
export function useFilterWords(): FilterWords {
  const { data } = queries.useQuery('get', '/v1/words', {}, { staleTime: 5 * 60_000 })
  if (data === undefined) return empty
  const named = (items: readonly { id: string; name: string }[]): readonly Choice[] =>
    items.map(({ id, name }) => ({ value: id, label: name }))
  return {
    suppliers: named(data.suppliers),
    cohorts: named(data.cohorts),
    lanes: named(data.lanes),
    smsos: named(data.smsos),
    failures: data.failures.map(({ code, meaning }) => ({ value: code, label: `${code} ${meaning}` })),
  }
}

export const stageChoices: readonly Choice[] = stages.map((stage) => ({ value: stage, label: stageWords[stage].label }))
export const standingChoices: readonly Choice[] = Object.entries(standingWords).map(([value, { label }]) => ({
  value,
  label,
}))
export const healthChoices: readonly Choice[] = healths.map((health) => ({
  value: health,
  label: healthWords[health].label,
}))
export const dutyChoices: readonly Choice[] = [
  { value: 'open', label: 'open' },
  { value: 'no-clock', label: 'without a clock' },
  { value: 'met-in-time', label: 'met in time' },
  { value: 'met-late', label: 'met late' },
  { value: 'ended', label: 'ended' },
]
export const fuelChoices: readonly Choice[] = [
  { value: 'electricity', label: 'electricity' },
  { value: 'gas', label: 'gas' },
]
export const paymentChoices: readonly Choice[] = [
  { value: 'credit', label: 'credit' },
  { value: 'prepayment', label: 'prepayment' },
]
export const referralChoices: readonly Choice[] = ['proposed', 'referred', 'answered'].map((value) => ({
  value,
  label: value,
}))
export const serviceChoices: readonly Choice[] = [
  { value: 'active', label: 'active' },
  { value: 'dormant', label: 'dormant' },
]
