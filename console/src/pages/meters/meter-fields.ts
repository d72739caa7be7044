import type { MeterWords } from '../../parts/act/order.js'
import type { FilterField } from '../../ui/filter-bar.js'
import {
  dutyChoices,
  fuelChoices,
  healthChoices,
  paymentChoices,
  referralChoices,
  serviceChoices,
  stageChoices,
  standingChoices,
  type useFilterWords,
} from '../../words/filter-words.js'

/** Filters of meters, by the names of the API and the command line. */
export const filterNames = [
  'supplier',
  'stage',
  'standing',
  'code',
  'failure',
  'cohort',
  'lane',
  'fuel',
  'due-from',
  'due-before',
  'health',
  'duty',
  'payment-mode',
  'service',
  'firmware',
  'open-failure',
  'owner',
  'referral',
  'reference',
  'journeys',
] as const
export type MeterFilterName = (typeof filterNames)[number]

/** The fields of those filters. @param fleet whether the whole fleet is seen, not one supplier's portfolio */
export function meterFields(
  words: ReturnType<typeof useFilterWords>,
  fleet: boolean,
): readonly FilterField<MeterFilterName>[] {
  return [
    ...(fleet ? [{ name: 'supplier', label: 'Supplier', kind: 'choice', choices: words.suppliers } as const] : []),
    { name: 'stage', label: 'Stage', kind: 'choice', choices: stageChoices },
    { name: 'code', label: 'Code', kind: 'text', example: 'ELG_...' },
    { name: 'failure', label: 'Last failure', kind: 'choice', choices: words.failures },
    { name: 'cohort', label: 'Cohort', kind: 'choice', choices: words.cohorts },
    { name: 'lane', label: 'Lane', kind: 'choice', choices: words.lanes },
    { name: 'fuel', label: 'Fuel', kind: 'choice', choices: fuelChoices },
    { name: 'health', label: 'Duty health', kind: 'choice', choices: healthChoices },
    { name: 'due-from', label: 'Due from', kind: 'day' },
    { name: 'due-before', label: 'Due before', kind: 'day' },
    { rare: true, name: 'standing', label: 'In migration', kind: 'choice', choices: standingChoices },
    { rare: true, name: 'duty', label: 'Duty', kind: 'choice', choices: dutyChoices },
    { rare: true, name: 'payment-mode', label: 'Payment mode', kind: 'choice', choices: paymentChoices },
    { rare: true, name: 'service', label: 'Service', kind: 'choice', choices: serviceChoices },
    { rare: true, name: 'firmware', label: 'Firmware', kind: 'text' },
    {
      rare: true,
      name: 'open-failure',
      label: 'Open failure',
      kind: 'choice',
      choices: [{ value: 'true', label: 'stands where its failure put it' }],
    },
    { rare: true, name: 'referral', label: 'Referral', kind: 'choice', choices: referralChoices },
    { rare: true, name: 'reference', label: 'Reference', kind: 'text' },
    { rare: true, name: 'owner', label: 'Handed to', kind: 'text' },
    { rare: true, name: 'journeys', label: 'Numbers', kind: 'text', example: '13,137' },
  ]
}

/** The filters of the address as the API takes them. */
export function meterQuery(filters: Partial<Record<MeterFilterName, string>>): MeterWords {
  const { 'open-failure': openFailure, ...same } = filters
  return { ...same, ...(openFailure === 'true' ? { 'open-failure': 'true' } : {}) }
}
