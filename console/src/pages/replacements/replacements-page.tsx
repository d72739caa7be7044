import { keepPreviousData } from '@tanstack/react-query'
import { queries, type Answer } from '../../api/call.js'
import { useWhose } from '../../session/whose.js'
import { PageHeader } from '../../shell/page-header.js'
import { Badge } from '../../ui/badge.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { FilterBar } from '../../ui/filter-bar.js'
import { useFilters } from '../../ui/filters.js'
import { MeterLink } from '../../ui/link.js'
import { usePaging } from '../../ui/paging.js'
import { Day } from '../../ui/time.js'
import type { Tone } from '../../ui/tone.js'

type Line = Answer<'/v1/replacements'>['replacements'][number]

const states: Readonly<Record<Line['state'], readonly [label: string, tone: Tone]>> = {
  ordered: ['ordered', 'info'],
  appointed: ['appointed', 'info'],
  'visit-failed': ['visit failed', 'bad'],
  done: ['installed', 'good'],
}
const day = (on: string | null) => (on === null ? <span className="quiet">–</span> : <Day on={on} />)

const columns: readonly Column<Line>[] = [
  {
    key: 'device',
    title: 'Device id',
    cell: ({ journeyId, deviceId }) => <MeterLink journey={journeyId} device={deviceId} />,
  },
  { key: 'supplier', title: 'Supplier', cell: ({ supplier }) => supplier, from: 'wide' },
  {
    key: 'state',
    title: 'Replacement',
    cell: ({ state }) => <Badge tone={states[state][1]}>{states[state][0]}</Badge>,
  },
  { key: 'due', title: 'Due', cell: ({ dueOn }) => day(dueOn) },
  { key: 'ordered', title: 'Ordered', cell: ({ orderedOn }) => day(orderedOn), from: 'medium' },
  { key: 'appointed', title: 'Visit', cell: ({ appointedOn }) => day(appointedOn), from: 'medium' },
  { key: 'failed', title: 'Failed visits', align: 'right', cell: ({ failedVisits }) => failedVisits, from: 'wide' },
  { key: 'done', title: 'Installed', cell: ({ doneOn }) => day(doneOn), from: 'medium' },
  {
    key: 'new',
    title: 'New device',
    cell: ({ newDeviceId }) => <span className="exact">{newDeviceId ?? '–'}</span>,
    from: 'wide',
  },
]

/** Meters with a SMETS2 replacement on its way, or done. */
export function Page() {
  const { own, filters, name, fields } = useWhose()
  const [{ open }, change] = useFilters(['supplier', 'open'])
  const paging = usePaging()
  const read = queries.useQuery(
    'get',
    '/v1/replacements',
    {
      params: {
        query: {
          ...filters,
          ...(open === 'true' || open === 'false' ? { open } : {}),
          ...paging.query,
        },
      },
    },
    {
      meta: { live: true },
      placeholderData: keepPreviousData,
      select: ({ replacements, next }) => ({ rows: replacements, next }),
    },
  )
  return (
    <>
      <PageHeader
        title={own ? 'My replacements' : 'Replacements'}
        lead={`${name}. A duty is met by a replacement once the new device is recorded on the meter’s page.`}
      />
      <FilterBar<'supplier' | 'open'>
        fields={[
          ...fields,
          {
            name: 'open',
            label: 'Replacement',
            kind: 'choice',
            choices: [
              { value: 'true', label: 'on its way' },
              { value: 'false', label: 'installed' },
            ],
          },
        ]}
        filters={{ ...filters, ...(open === undefined ? {} : { open }) }}
        change={change}
      />
      <DataTable
        caption="Replacements"
        noun="replacement"
        columns={columns}
        read={read}
        changing={read.isPlaceholderData}
        rowKey={({ journeyId }) => String(journeyId)}
        paging={paging}
        total={null}
        empty={
          <Empty title="No meter is being replaced, or was">
            Replace a meter on its page, or several among the decisions.
          </Empty>
        }
      />
    </>
  )
}
