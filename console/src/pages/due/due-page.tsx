import { keepPreviousData } from '@tanstack/react-query'
import { queries } from '../../api/call.js'
import { openHealths } from '../../../../src/domain/duty.js'
import { useMay } from '../../session/session.js'
import { useWhose } from '../../session/whose.js'
import { PageHeader } from '../../shell/page-header.js'
import { HealthBadge, StageBadge } from '../../ui/badge.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { useFilters, writeFilters } from '../../ui/filters.js'
import { MeterLink, To } from '../../ui/link.js'
import { usePaging } from '../../ui/paging.js'
import { Day } from '../../ui/time.js'
import { healthWords } from '../../words/health.js'
import { number } from '../../words/numbers.js'
import type { MeterLine } from '../meters/meter-columns.js'
import styles from './due-page.module.css'

/** Meters whose duty is open, by its health and then by date: what is most overdue first. */
export function Page() {
  const { own, filters, name, bar } = useWhose()
  const [{ health: given }] = useFilters(['health'])
  const health = openHealths.find((each) => each === given) ?? 'overdue'
  const mayExport = useMay('meters:export')
  const paging = usePaging()
  const meant = { ...filters, health }
  const read = queries.useQuery(
    'get',
    '/v1/meters',
    { params: { query: { ...meant, sort: 'due', ...paging.query } } },
    { meta: { live: true }, placeholderData: keepPreviousData, select: ({ meters, next }) => ({ rows: meters, next }) },
  )
  const duties = queries.useQuery('get', '/v1/duties', { params: { query: filters } }, { meta: { live: true } })
  const total = duties.data?.total
  return (
    <>
      <PageHeader
        title={own ? 'My meters by what is due' : 'Due soon and overdue'}
        lead={`${name}. ${healthWords[health].label}: ${healthWords[health].meaning}.`}
      />
      {bar}
      <nav aria-label="Health of the duty" className={styles.healths} data-print="no">
        {openHealths.map((each) => (
          <To key={each} page="/due" filters={{ ...filters, health: each }} current={each === health}>
            <HealthBadge health={each} /> {total === undefined ? '' : number(total[each])}
          </To>
        ))}
      </nav>
      <DataTable
        caption={`Meters: ${healthWords[health].label.toLowerCase()}`}
        columns={columns}
        read={read}
        changing={read.isPlaceholderData}
        rowKey={({ journeyId }) => String(journeyId)}
        paging={paging}
        total={total === undefined ? undefined : { n: total[health], exact: true }}
        {...(mayExport ? { exportHref: `/v1/meters.csv${writeFilters(meant)}` } : {})}
        empty={
          <Empty title={`No meter is ${healthWords[health].label.toLowerCase()}`}>
            The calendar shows what falls due later.
          </Empty>
        }
      />
    </>
  )
}

const columns: readonly Column<MeterLine>[] = [
  {
    key: 'device',
    title: 'Device id',
    cell: ({ journeyId, deviceId }) => <MeterLink journey={journeyId} device={deviceId} />,
  },
  { key: 'due', title: 'Due', cell: ({ dueOn }) => (dueOn === null ? '–' : <Day on={dueOn} relative />) },
  { key: 'stage', title: 'Stage', cell: ({ stage, standing }) => <StageBadge stage={stage} standing={standing} /> },
  { key: 'code', title: 'Code', cell: ({ code }) => (code === null ? '–' : <code>{code}</code>), from: 'medium' },
  { key: 'failure', title: 'Last failure', cell: ({ failure }) => failure ?? '–', from: 'wide' },
  { key: 'fuel', title: 'Fuel', cell: ({ fuel }) => fuel, from: 'wide' },
  { key: 'supplier', title: 'Supplier', cell: ({ supplier }) => supplier, from: 'medium' },
]
