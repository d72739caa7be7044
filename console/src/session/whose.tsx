import type { ReactNode } from 'react'
import { FilterBar, type FilterField } from '../ui/filter-bar.js'
import { useFilters } from '../ui/filters.js'
import { useFilterWords } from '../words/filter-words.js'
import { useSession } from './session.js'

interface Whose {
  /** Whether it is the person's own portfolio. */
  readonly own: boolean
  /** The filter of the API; of one's own portfolio none is needed. */
  readonly filters: { readonly supplier?: string }
  /** The supplier's name, or “all suppliers”. */
  readonly name: string
  /** The field in which fleet people choose the supplier, for a page with filters of its own. */
  readonly fields: readonly FilterField<'supplier'>[]
  /** That field alone as a bar, for a page without. */
  readonly bar: ReactNode
}

/** Whose portfolio a page shows: a supplier's person sees its own, fleet people choose one, and the address keeps it. */
export function useWhose(): Whose {
  const { supplier } = useSession()
  const [filters, change] = useFilters(['supplier'])
  const { suppliers } = useFilterWords()
  const own = supplier !== null
  const meant = own ? supplier : filters.supplier
  const name = meant === undefined ? 'all suppliers' : (suppliers.find(({ value }) => value === meant)?.label ?? meant)
  const fields: readonly FilterField<'supplier'>[] = own
    ? []
    : [{ name: 'supplier', label: 'Supplier', kind: 'choice', choices: suppliers }]
  return {
    own,
    filters: own ? {} : filters,
    name,
    fields,
    bar: own ? null : <FilterBar fields={fields} filters={filters} change={change} />,
  }
}
