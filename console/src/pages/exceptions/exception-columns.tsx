import type { Answer } from '../../api/call.js'
import type { Column } from '../../ui/data-table.js'
import { MeterLink } from '../../ui/link.js'
import { Time } from '../../ui/time.js'

type Meter = Answer<'/v1/exceptions/meters'>['meters'][number]
type ExceptionRow = Omit<Meter, 'exceptions'> & Meter['exceptions'][number]

const none = <span className="quiet">–</span>

/**
 * Columns of exceptions. @param fleet whether suppliers differ @param closed whether these were cleared
 */
export function exceptionColumns(fleet: boolean, closed: boolean): readonly Column<ExceptionRow>[] {
  return [
    {
      key: 'device',
      title: 'Device id',
      cell: ({ journeyId, deviceId }) => <MeterLink journey={journeyId} device={deviceId} />,
    },
    { key: 'code', title: 'Code', cell: ({ code }) => <code>{code}</code> },
    { key: 'field', title: 'Field', cell: ({ field }) => field.replaceAll('_', ' '), from: 'wide' },
    { key: 'registered', title: 'Registered', cell: ({ registered }) => registered ?? none, wraps: true },
    { key: 'reported', title: 'Reported', cell: ({ reported }) => reported ?? none, wraps: true },
    { key: 'owner', title: 'Clears it', cell: ({ owner }) => owner, from: 'wide' },
    ...(fleet
      ? [
          {
            key: 'supplier',
            title: 'Supplier',
            cell: ({ supplier }: ExceptionRow) => supplier,
            from: 'medium',
          } as const,
        ]
      : []),
    { key: 'smso', title: 'SMSO', cell: ({ smso }) => smso, from: 'wider' },
    { key: 'opened', title: 'Opened', cell: ({ openedAt }) => <Time at={openedAt} /> },
    ...(closed
      ? [
          {
            key: 'closed',
            title: 'Cleared',
            cell: ({ closedAt }: ExceptionRow) => (closedAt === null ? none : <Time at={closedAt} />),
          },
        ]
      : []),
  ]
}
