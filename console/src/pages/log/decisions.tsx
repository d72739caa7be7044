import { keepPreviousData } from '@tanstack/react-query'
import { queries, type Answer } from '../../api/call.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar, type FilterField } from '../../ui/filter-bar.js'
import { useFilters } from '../../ui/filters.js'
import { To } from '../../ui/link.js'
import { usePaging } from '../../ui/paging.js'
import { Time } from '../../ui/time.js'
import { between } from './days.js'

type Decision = Answer<'/v1/decisions'>['decisions'][number]
const pageSize = 50
const filterNames = ['about', 'actor', 'from', 'to'] as const
const subjects = ['action', 'batch', 'import', 'lane', 'programme'] as const
const fields: readonly FilterField<(typeof filterNames)[number]>[] = [
  { name: 'about', label: 'About', kind: 'choice', choices: subjects.map((value) => ({ value, label: value })) },
  { name: 'actor', label: 'Who', kind: 'text' },
  { name: 'from', label: 'From', kind: 'day' },
  { name: 'to', label: 'To', kind: 'day' },
]

/** What was decided about the fleet. */
export function Decisions() {
  const [filters, change] = useFilters(filterNames)
  const paging = usePaging()
  const about = subjects.find((each) => each === filters.about)
  const decisions = queries.useQuery(
    'get',
    '/v1/decisions',
    {
      params: {
        query: {
          limit: String(pageSize),
          ...(about === undefined ? {} : { about }),
          ...(filters.actor === undefined ? {} : { actor: filters.actor }),
          ...between(filters),
          ...paging.query,
        },
      },
    },
    { meta: { live: true }, placeholderData: keepPreviousData, select: toPage },
  )
  return (
    <>
      <FilterBar fields={fields} filters={filters} change={change} />
      <DataTable
        caption="Decisions"
        noun="decision"
        columns={columns}
        read={decisions}
        changing={decisions.isPlaceholderData}
        rowKey={({ about: of, number }) => `${of} ${number}`}
        paging={paging}
        total={null}
        empty={
          <Empty
            title={Object.keys(filters).length === 0 ? 'Nothing was decided yet' : 'No decision matches these filters'}
          >
            Decisions about one meter are told by its own page.
          </Empty>
        }
      />
    </>
  )
}

/** Where what was decided about has its page. */
const pages = {
  action: ['/actions/$action', 'action'],
  batch: ['/batches/$batch', 'batch'],
  import: ['/imports/$import', 'import'],
  lane: ['/lanes/$lane', 'lane'],
  programme: ['/programme/versions/$version', 'version'],
} as const

function Subject({ about, subject }: Decision) {
  if (subject === null) return about === 'lane' ? 'all lanes' : '–'
  const [page, name] = pages[about]
  return (
    <To page={page} params={{ [name]: subject }}>
      {name} {subject}
    </To>
  )
}

const columns: readonly Column<Decision>[] = [
  { key: 'at', title: 'When', cell: ({ at }) => <Time at={at} show="exact" /> },
  { key: 'which', title: 'About', cell: (decision) => <Subject {...decision} /> },
  { key: 'what', title: 'What', cell: ({ what }) => what.replaceAll('-', ' ') },
  { key: 'by', title: 'Who', cell: ({ actor }) => actor },
  { key: 'reason', title: 'Reason', cell: ({ reason }) => reason ?? <span className="quiet">–</span> },
]

function toPage({ decisions, next }: Answer<'/v1/decisions'>) {
  return { rows: decisions, next }
}
