import { keepPreviousData } from '@tanstack/react-query'
import { queries, type Answer } from '../../api/call.js'
import { useMay, useSession } from '../../session/session.js'
import { PageHeader } from '../../shell/page-header.js'
import { DataTable } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar, type FilterField } from '../../ui/filter-bar.js'
import { useFilters, writeFilters } from '../../ui/filters.js'
import { usePaging } from '../../ui/paging.js'
import { useFilterWords } from '../../words/filter-words.js'
import { exceptionColumns } from './exception-columns.js'
import { Groups } from './groups.js'

const pageSize = 50
const filterNames = ['supplier', 'cohort', 'lane', 'owner', 'code', 'state'] as const
type FilterName = (typeof filterNames)[number]
const owners = ['supplier', 'smso', 'dcc', 'operations'] as const

/** Inventory exceptions: what two records disagree about, and who must clear it. */
export function Page() {
  const { supplier } = useSession()
  const mayExport = useMay('meters:export')
  const [filters, change] = useFilters(filterNames)
  const paging = usePaging()
  const words = useFilterWords()
  const { owner: ofOwner, state, code, ...scope } = filters
  const owner = owners.find((each) => each === ofOwner)
  const closed = state === 'closed'
  const query = {
    ...scope,
    ...(code === undefined ? {} : { code }),
    ...(owner === undefined ? {} : { owner }),
    ...(closed ? { state: 'closed' as const } : {}),
  }
  const meters = queries.useQuery(
    'get',
    '/v1/exceptions/meters',
    { params: { query: { ...query, ...paging.query, limit: String(pageSize) } } },
    { meta: { live: true }, placeholderData: keepPreviousData, select: toPage },
  )
  const fields: readonly FilterField<FilterName>[] = [
    ...(supplier === null
      ? [{ name: 'supplier', label: 'Supplier', kind: 'choice', choices: words.suppliers } as const]
      : []),
    { name: 'cohort', label: 'Cohort', kind: 'choice', choices: words.cohorts },
    { name: 'lane', label: 'Lane', kind: 'choice', choices: words.lanes },
    {
      name: 'owner',
      label: 'Who must clear it',
      kind: 'choice',
      choices: owners.map((value) => ({ value, label: value })),
    },
    { name: 'code', label: 'Code', kind: 'text', example: 'INV_...' },
    { name: 'state', label: 'State', kind: 'choice', choices: [{ value: 'closed', label: 'cleared' }] },
  ]
  return (
    <>
      <PageHeader
        title="Exceptions"
        lead="What the records disagree about. A meter waits, while its clock runs, until its open exceptions are cleared; then it is checked again."
      />
      <FilterBar fields={fields} filters={filters} change={change} />
      {!closed && <Groups scope={scope} owner={owner} />}
      <DataTable
        caption={closed ? 'Cleared exceptions' : 'Open exceptions'}
        noun="exception"
        columns={exceptionColumns(supplier === null, closed)}
        read={meters}
        changing={meters.isPlaceholderData}
        rowKey={({ journeyId, code: of, field, openedAt }) => `${journeyId} ${of} ${field} ${openedAt}`}
        paging={paging}
        total={null}
        {...(mayExport ? { exportHref: `/v1/exceptions/meters.csv${writeFilters(query)}` } : {})}
        empty={
          <Empty title={closed ? 'No such exception was cleared' : 'No such exception is open'}>
            {Object.keys(filters).length === 0 ? 'All records agree.' : 'Take a filter away, or clear them all.'}
          </Empty>
        }
      />
    </>
  )
}

/** A meter has as many rows as exceptions. */
function toPage({ meters, next }: Answer<'/v1/exceptions/meters'>) {
  const rows = meters.flatMap(({ exceptions, ...meter }) => exceptions.map((each) => ({ ...meter, ...each })))
  return { rows, next }
}
