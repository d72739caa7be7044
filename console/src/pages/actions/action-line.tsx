import type { Answer } from '../../api/call.js'
import { Badge } from '../../ui/badge.js'
import { actionStateWords, actionWords } from '../../words/action-words.js'
import { filterText } from '../../words/batches.js'
import { useFilterWords } from '../../words/filter-words.js'
import type { Filters } from '../../ui/filters.js'

export type ActionLine = Answer<'/v1/actions/{action}'>

/** Whether its meters, or what comes of those that were tried again, still move. */
export function isUnderWay(action: ActionLine | undefined): boolean {
  return action?.state === 'running' || action?.state === 'stopping' || (action?.outcomes?.underWay ?? 0) > 0
}

export function ActionStateBadge({ state }: Pick<ActionLine, 'state'>) {
  const { label, tone, meaning } = actionStateWords[state]
  return (
    <Badge tone={tone} title={meaning}>
      {label}
    </Badge>
  )
}

/** The words of the address for what an action keeps of its filter. */
const addressNames: Readonly<Record<string, string>> = {
  dueBefore: 'due-before',
  dueFrom: 'due-from',
  paymentMode: 'payment-mode',
  openFailure: 'open-failure',
}

/** The filter of an action as the Meters page takes it; null: its meters came from a file. */
export function filterOfAction({ filter, kind }: Pick<ActionLine, 'filter' | 'kind'>): Filters | null {
  if (kind === 'correct') return null
  return Object.fromEntries(Object.entries(filter).map(([name, value]) => [addressNames[name] ?? name, String(value)]))
}

/** Which meters an action is about, in words. */
export function WhichMeters({ action: { filter, kind } }: { readonly action: Pick<ActionLine, 'filter' | 'kind'> }) {
  const words = useFilterWords()
  return kind === 'correct' ? `the file ${String(filter.file)}` : filterText(filter, words)
}

/** What was asked, as names and values. */
export function requestWords({ request }: ActionLine): readonly (readonly [string, string])[] {
  switch (request.kind) {
    case 'retry':
    case 'correct':
      return []
    case 'fixed':
      return [['What was done', request.fix]]
    case 'exclude':
      return [
        ['Category', request.category],
        ['Evidence', request.evidence],
      ]
    case 'replace':
      return [['Ordered on', request.on]]
    case 'hand':
      return [
        ['To', request.owner],
        ['Note', request.note],
      ]
    case 'refer':
      return [
        ['Addressee', request.addressee],
        ['Reference', request.reference],
      ]
    case 'answer':
      return [['Answer', request.answer]]
  }
}

export const kindChoices = Object.entries(actionWords).map(([value, { short }]) => ({ value, label: short }))
