import { exclusionCategories } from '../../../../src/domain/programme.js'
import type { ActionKind } from '../../../../src/domain/action/request.js'
import type { paths } from '../../api/schema.js'
import { exclusionWords } from '../../words/action-words.js'
import { londonDay, londonInstant } from '../../words/times.js'

/** What the API takes to count an action, or to begin it. */
export type Order = paths['/v1/actions']['post']['requestBody']['content']['application/json']
/** Which meters are meant: the words of the lists. */
export type MeterWords = Extract<Order, { kind: 'retry' }>['filter']

/** A file of corrections as it was read. */
export interface CorrectionFile {
  readonly name: string
  readonly text: string
  /** Tells this reading from any other. */
  readonly key: string
}

/** What one field of an action is called and what it takes; its values are texts. */
export interface ActField {
  readonly name: string
  readonly label: string
  readonly kind: 'text' | 'long' | 'day' | 'time' | 'choice'
  readonly optional?: boolean
  readonly hint?: string
  readonly choices?: readonly { readonly value: string; readonly label: string }[]
}

/** What is asked besides the reason. */
export const actFields: Readonly<Record<ActionKind, readonly ActField[]>> = {
  retry: [{ name: 'at', label: 'Not before (London time)', kind: 'time', optional: true, hint: 'Empty: now.' }],
  correct: [],
  fixed: [{ name: 'fix', label: 'What was done', kind: 'text' }],
  exclude: [
    {
      name: 'category',
      label: 'Category',
      kind: 'choice',
      choices: exclusionCategories.map((value) => ({ value, label: exclusionWords[value] })),
    },
    { name: 'evidence', label: 'Evidence, or a reference to it', kind: 'long' },
  ],
  replace: [{ name: 'on', label: 'Ordered on', kind: 'day', optional: true, hint: 'Empty: today.' }],
  hand: [
    { name: 'owner', label: 'To whom', kind: 'text' },
    { name: 'note', label: 'What is to be done', kind: 'long' },
  ],
  refer: [
    { name: 'addressee', label: 'Addressee', kind: 'text' },
    { name: 'reference', label: 'Reference', kind: 'text' },
  ],
  answer: [{ name: 'answer', label: 'What was answered', kind: 'long' }],
}

export type ActValues = Readonly<Record<string, string>>

/** Whether all that must be filled in is. */
export function isComplete(kind: ActionKind, values: ActValues, file: CorrectionFile | null): boolean {
  if (kind === 'correct') return file !== null
  return actFields[kind].every(({ name, optional }) => optional === true || (values[name] ?? '').trim() !== '')
}

/** The order of what was filled in. What is still empty is a dash: a count does not depend on it. */
export function orderOf(
  kind: ActionKind,
  filter: MeterWords,
  values: ActValues,
  file: CorrectionFile | null,
  reason: string,
): Order {
  const given = (name: string): string => (values[name] ?? '').trim() || '–'
  switch (kind) {
    case 'retry':
      return { kind, filter, reason, at: values.at === undefined || values.at === '' ? null : londonInstant(values.at) }
    case 'correct':
      return { kind, reason, csv: file?.text ?? '', file: file?.name ?? 'corrections.csv' }
    case 'fixed':
      return { kind, filter, reason, fix: given('fix') }
    case 'exclude': {
      const category = exclusionCategories.find((each) => each === values.category) ?? exclusionCategories[0]
      return { kind, filter, reason, category, evidence: given('evidence') }
    }
    case 'replace':
      return { kind, filter, reason, on: values.on === '' ? null : (values.on ?? londonDay(new Date())) }
    case 'hand':
      return { kind, filter, reason, owner: given('owner'), note: given('note') }
    case 'refer':
      return { kind, filter, reason, addressee: given('addressee'), reference: given('reference') }
    case 'answer':
      return { kind, filter, reason, answer: given('answer') }
  }
}
