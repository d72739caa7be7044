import { exclusionCategories } from '../../../../src/domain/programme.js'
import type { ActionKind } from '../../../../src/domain/action/request.js'
import type { paths } from '../../api/schema.js'
import { filledIn, type Draft, type Input } from '../../ui/inputs.js'
import { exclusionWords } from '../../words/action-words.js'
import { londonInstant } from '../../words/times.js'

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

/** What is asked besides the reason. */
export const actInputs: Readonly<Record<ActionKind, readonly Input[]>> = {
  retry: [{ name: 'at', label: 'Not before, London time', kind: 'time', note: 'Left empty: now.' }],
  correct: [],
  fixed: [{ name: 'fix', label: 'What was done', kind: 'text', needed: true }],
  exclude: [
    {
      name: 'category',
      label: 'Category',
      kind: 'choice',
      needed: true,
      choices: exclusionCategories.map((value) => ({ value, label: exclusionWords[value] })),
    },
    { name: 'evidence', label: 'Evidence, or a reference to it', kind: 'words', needed: true },
  ],
  replace: [{ name: 'on', label: 'Ordered on', kind: 'day', note: 'Left empty: today.' }],
  hand: [
    { name: 'owner', label: 'To whom', kind: 'text', needed: true },
    { name: 'note', label: 'What is to be done', kind: 'words', needed: true },
  ],
  refer: [
    { name: 'addressee', label: 'Addressee', kind: 'text', needed: true },
    { name: 'reference', label: 'Reference', kind: 'text', needed: true },
  ],
  answer: [{ name: 'answer', label: 'What was answered', kind: 'words', needed: true }],
}

/** Whether all that must be filled in is. */
export function isComplete(kind: ActionKind, draft: Draft, file: CorrectionFile | null): boolean {
  return kind === 'correct' ? file !== null : filledIn(actInputs[kind], draft)
}

/** The order of what was filled in. What is still empty is a dash: a count does not depend on it. */
export function orderOf(
  kind: ActionKind,
  filter: MeterWords,
  draft: Draft,
  file: CorrectionFile | null,
  reason: string,
): Order {
  const given = (name: string): string => (draft[name] ?? '').trim() || '–'
  switch (kind) {
    case 'retry':
      // A time that London's clocks skip is refused by the API.
      return { kind, filter, reason, at: given('at') === '–' ? null : (londonInstant(given('at')) ?? given('at')) }
    case 'correct':
      return { kind, reason, csv: file?.text ?? '', file: file?.name ?? 'corrections.csv' }
    case 'fixed':
      return { kind, filter, reason, fix: given('fix') }
    case 'exclude': {
      const category = exclusionCategories.find((each) => each === draft.category) ?? exclusionCategories[0]
      return { kind, filter, reason, category, evidence: given('evidence') }
    }
    case 'replace':
      return { kind, filter, reason, on: draft.on === undefined || draft.on === '' ? null : draft.on }
    case 'hand':
      return { kind, filter, reason, owner: given('owner'), note: given('note') }
    case 'refer':
      return { kind, filter, reason, addressee: given('addressee'), reference: given('reference') }
    case 'answer':
      return { kind, filter, reason, answer: given('answer') }
  }
}
