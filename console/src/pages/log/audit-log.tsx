import { keepPreviousData } from '@tanstack/react-query'
import { queries, type Answer } from '../../api/call.js'
import { PermissionGate } from '../../session/permission-gate.js'
import { Badge } from '../../ui/badge.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar, type FilterField } from '../../ui/filter-bar.js'
import { useFilters } from '../../ui/filters.js'
import { usePaging } from '../../ui/paging.js'
import { Time } from '../../ui/time.js'
import { useFilterWords } from '../../words/filter-words.js'
import { between } from './days.js'

type Entry = Answer<'/v1/audit'>['entries'][number]
const pageSize = 50
const filterNames = ['actor', 'action', 'target', 'supplier', 'via', 'code', 'from', 'to'] as const
type FilterName = (typeof filterNames)[number]
const ways = ['api', 'cli'] as const

/** Every request and command that is on the audit log. */
export function AuditLog() {
  return (
    <PermissionGate needs="audit:read">
      <Entries />
    </PermissionGate>
  )
}

function Entries() {
  const [filters, change] = useFilters(filterNames)
  const paging = usePaging()
  const words = useFilterWords()
  const { via: ofWay, from, to, ...same } = filters
  const via = ways.find((each) => each === ofWay)
  const entries = queries.useQuery(
    'get',
    '/v1/audit',
    {
      params: {
        query: {
          limit: String(pageSize),
          ...same,
          ...(via === undefined ? {} : { via }),
          ...between({ from, to }),
          ...paging.query,
        },
      },
    },
    { placeholderData: keepPreviousData, select: toPage },
  )
  const fields: readonly FilterField<FilterName>[] = [
    { name: 'actor', label: 'Who', kind: 'text' },
    { name: 'action', label: 'Request or command', kind: 'text', example: 'POST /lanes/stop' },
    { name: 'target', label: 'Target begins with', kind: 'text', example: '/v1/meters/17' },
    { name: 'supplier', label: 'Supplier', kind: 'choice', choices: words.suppliers },
    { name: 'via', label: 'By way of', kind: 'choice', choices: ways.map((value) => ({ value, label: value })) },
    { name: 'code', label: 'Code', kind: 'text' },
    { name: 'from', label: 'From', kind: 'day' },
    { name: 'to', label: 'To', kind: 'day' },
  ]
  return (
    <>
      <FilterBar fields={fields} filters={filters} change={change} />
      <DataTable
        caption="Audit log"
        noun="line"
        columns={columns}
        read={entries}
        changing={entries.isPlaceholderData}
        rowKey={({ auditId }) => String(auditId)}
        paging={paging}
        total={null}
        empty={<Empty title="No line matches these filters">Take a filter away, or clear them all.</Empty>}
      />
    </>
  )
}

const none = <span className="quiet">–</span>

const columns: readonly Column<Entry>[] = [
  { key: 'at', title: 'When', cell: ({ at }) => <Time at={at} show="exact" /> },
  { key: 'who', title: 'Who', cell: ({ actor }) => actor },
  { key: 'as', title: 'As', cell: ({ roles, supplier }) => supplier ?? roles.join(', '), from: 'wide' },
  { key: 'action', title: 'Request or command', cell: ({ action }) => <code>{action}</code> },
  { key: 'target', title: 'Target', cell: ({ target }) => target ?? none, from: 'medium' },
  {
    key: 'answer',
    title: 'Answer',
    cell: ({ phase, status, code }) =>
      phase === 'asked' ? (
        <span className="quiet">asked</span>
      ) : (
        <>
          <Badge tone={status === null || status >= 400 || code !== null ? 'bad' : 'good'}>
            {status === null ? 'failed' : String(status)}
          </Badge>{' '}
          {code !== null && <code>{code}</code>}
        </>
      ),
  },
  { key: 'via', title: 'By way of', cell: ({ via }) => via, from: 'wide' },
  {
    key: 'request',
    title: 'Request no.',
    cell: ({ requestId }) => <code>{requestId.slice(0, 18)}</code>,
    from: 'wide',
  },
]

function toPage({ entries, next }: Answer<'/v1/audit'>) {
  return { rows: entries, next }
}
