import { keepPreviousData } from '@tanstack/react-query'
import { useState } from 'react'
import { codeEntry } from '../../../../src/domain/codes.js'
import { queries } from '../../api/call.js'
import { ActMenu } from '../../parts/act/act-menu.js'
import { useActing } from '../../parts/act/use-acting.js'
import type { ActSet } from '../../parts/act/bulk-act-dialog.js'
import { useWhose } from '../../session/whose.js'
import { PageHeader } from '../../shell/page-header.js'
import { Button } from '../../ui/button.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { useFilters, writeFilters } from '../../ui/filters.js'
import { Loaded } from '../../ui/loaded.js'
import { usePaging } from '../../ui/paging.js'
import { useSelection } from '../../ui/selection.js'
import { StaleBadge } from '../../ui/stale-badge.js'
import { counted } from '../../words/numbers.js'
import { meterColumns, type MeterLine } from '../meters/meter-columns.js'
import { DecideOne } from './decide-one.js'
import { Reasons } from './reasons.js'

/** What waits for a decision, by why; decided here, one by one or all that match. */
export function Page() {
  const { own, filters, name, bar } = useWhose()
  const [{ code }] = useFilters(['code'])
  const status = queries.useQuery('get', '/v1/status', { params: { query: filters } }, { meta: { live: true } })
  return (
    <>
      <PageHeader
        title={own ? 'What needs my decision' : 'What needs a decision'}
        lead={
          <>
            {name} · <StaleBadge readAt={status.dataUpdatedAt} failed={status.isError} />
          </>
        }
      />
      {bar}
      <Loaded read={status} what="The decisions" lines={6}>
        {({ reasons }) => (
          <Reasons
            reasons={reasons.filter(({ stage }) => stage === 'needs-action')}
            chosen={code ?? null}
            filters={filters}
          />
        )}
      </Loaded>
      <Waiting filters={{ ...filters, stage: 'needs-action', ...(code === undefined ? {} : { code }) }} own={own} />
    </>
  )
}

interface WaitingProps {
  readonly filters: { readonly supplier?: string; readonly stage: 'needs-action'; readonly code?: string }
  readonly own: boolean
}

function Waiting({ filters, own }: WaitingProps) {
  const { code } = filters
  const paging = usePaging()
  const [deciding, decide] = useState<number | null>(null)
  const read = queries.useQuery(
    'get',
    '/v1/meters',
    { params: { query: { ...filters, ...paging.query } } },
    { meta: { live: true }, placeholderData: keepPreviousData, select: ({ meters, next }) => ({ rows: meters, next }) },
  )
  const total = queries.useQuery(
    'get',
    '/v1/meters/count',
    { params: { query: filters } },
    { meta: { live: true }, select: ({ meters: n, exact }) => ({ n, exact }) },
  )
  const acting = useActing()
  const choosing = useSelection(writeFilters(filters))
  const { selection } = choosing
  const chosen: ActSet =
    selection.kind === 'rows'
      ? {
          filter: { journeys: [...selection.keys].join(',') },
          words: `${counted(selection.keys.size, 'meter')} chosen`,
        }
      : { filter: filters, words: code ?? 'all that wait' }
  const [device, ...others] = meterColumns(!own).filter(({ key }) => !['stage', 'next', 'lane'].includes(key))
  const columns: readonly Column<MeterLine>[] = [
    ...(device === undefined ? [] : [device]),
    {
      key: 'decide',
      title: 'Decision',
      cell: ({ journeyId, deviceId }) => (
        <Button aria-label={`Decide about ${deviceId}`} onPress={() => decide(journeyId)}>
          Decide…
        </Button>
      ),
    },
    ...others,
  ]
  return (
    <>
      <DataTable
        caption={code === undefined ? 'Meters that wait for a decision' : `Meters that wait with ${code}`}
        columns={columns}
        read={read}
        changing={read.isPlaceholderData}
        rowKey={({ journeyId }) => String(journeyId)}
        rowName={({ deviceId }) => `meter ${deviceId}`}
        paging={paging}
        total={total.isError ? null : total.data}
        choosing={choosing}
        actions={<ActMenu set={chosen} label="Decide" ask={acting.ask} />}
        empty={
          code === undefined ? (
            <Empty title="Nothing to decide">No meter waits for a person.</Empty>
          ) : (
            <Empty title={`No meter waits with ${code}`}>
              {counted(0, 'meter')} {codeEntry(code)?.meaning ?? ''}
            </Empty>
          )
        }
      />
      {acting.dialog}
      {deciding !== null && <DecideOne meter={String(deciding)} onClose={() => decide(null)} />}
    </>
  )
}
