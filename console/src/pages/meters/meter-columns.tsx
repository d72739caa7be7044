import type { Answer } from '../../api/call.js'
import { StageBadge } from '../../ui/badge.js'
import type { Column } from '../../ui/data-table.js'
import { MeterLink } from '../../ui/link.js'
import { Day, Time } from '../../ui/time.js'

export type MeterLine = Answer<'/v1/meters'>['meters'][number]

const none = <span className="quiet">–</span>

/** Columns of a list of meters. @param fleet whether suppliers differ */
export function meterColumns(fleet: boolean): readonly Column<MeterLine>[] {
  return [
    {
      key: 'device',
      title: 'Device id',
      cell: ({ journeyId, deviceId }) => <MeterLink journey={journeyId} device={deviceId} />,
    },
    { key: 'fuel', title: 'Fuel', cell: ({ fuel }) => fuel, from: 'wide' },
    ...(fleet ? [{ key: 'supplier', title: 'Supplier', cell: ({ supplier }: MeterLine) => supplier }] : []),
    { key: 'stage', title: 'Stage', cell: ({ stage, standing }) => <StageBadge stage={stage} standing={standing} /> },
    { key: 'code', title: 'Code', cell: ({ code }) => (code === null ? none : <code>{code}</code>), from: 'medium' },
    { key: 'due', title: 'Due', cell: ({ dueOn }) => (dueOn === null ? none : <Day on={dueOn} />) },
    {
      key: 'failure',
      title: 'Last failure',
      cell: ({ failure }) => (failure === null ? none : <code>{failure}</code>),
      from: 'wide',
    },
    { key: 'attempts', title: 'Attempts', align: 'right', cell: ({ attemptsUsed }) => attemptsUsed, from: 'wider' },
    {
      key: 'next',
      title: 'Next attempt',
      cell: ({ nextAttemptAt }) => (nextAttemptAt === null ? none : <Time at={nextAttemptAt} />),
      from: 'wider',
    },
    { key: 'since', title: 'In stage since', cell: ({ stageSince }) => <Time at={stageSince} />, from: 'medium' },
    { key: 'lane', title: 'Lane', cell: ({ lane }) => lane ?? none, from: 'widest' },
  ]
}
