import { useState } from 'react'

/** What is chosen in a list: nothing, some of its rows, or all that match its filters, on this page or not. */
export type Selection =
  { readonly kind: 'none' } | { readonly kind: 'rows'; readonly keys: ReadonlySet<string> } | { readonly kind: 'all' }

export interface Choosing {
  readonly selection: Selection
  readonly choose: (selection: Selection) => void
}

const none: Selection = { kind: 'none' }

/**
 * Keeps a choice while its list stays the same; other filters begin anew.
 * @param list what tells this list from another: its filters, without the page
 */
export function useSelection(list: string): Choosing {
  const [kept, keep] = useState<{ readonly list: string; readonly selection: Selection }>({ list, selection: none })
  return {
    selection: kept.list === list ? kept.selection : none,
    choose: (selection) => keep({ list, selection }),
  }
}

export function isChosen(selection: Selection, key: string): boolean {
  return selection.kind === 'all' || (selection.kind === 'rows' && selection.keys.has(key))
}

/** The choice after some rows were ticked or unticked. One row taken out of “all” leaves the others of this page. */
export function withRows(
  selection: Selection,
  page: readonly string[],
  keys: readonly string[],
  chosen: boolean,
): Selection {
  const before = selection.kind === 'all' ? page : selection.kind === 'rows' ? [...selection.keys] : []
  const after = new Set(chosen ? [...before, ...keys] : before.filter((key) => !keys.includes(key)))
  return after.size === 0 ? none : { kind: 'rows', keys: after }
}
