import type { Answer } from '../../api/call.js'
import { Badge } from '../../ui/badge.js'
import type { Column } from '../../ui/data-table.js'
import { To } from '../../ui/link.js'
import { sentence } from '../../ui/problem-view.js'
import { Time } from '../../ui/time.js'
import { batchHealthWords, batchStateWords, filterText } from '../../words/batches.js'
import type { FilterWords } from '../../words/filter-words.js'
import styles from './batch-columns.module.css'
import { Progress } from './progress.js'

export type BatchLine = Answer<'/v1/batches'>['batches'][number]

/** Columns of a list of batches. */
export function batchColumns(words: FilterWords): readonly Column<BatchLine>[] {
  return [
    {
      key: 'batch',
      title: 'Batch',
      cell: ({ batchId, parentId, name }) => (
        <div className={styles.name}>
          <To page="/batches/$batch" params={{ batch: String(batchId) }}>
            {batchId} {name}
          </To>
          {parentId !== null && (
            <div className="small quiet">
              retries of{' '}
              <To page="/batches/$batch" params={{ batch: String(parentId) }}>
                batch {parentId}
              </To>
            </div>
          )}
        </div>
      ),
    },
    { key: 'state', title: 'State', cell: ({ state }) => <BatchStateBadge state={state} /> },
    {
      key: 'health',
      title: 'Health',
      cell: ({ health, endedAt }) =>
        health === null || endedAt !== null ? <span className="quiet">over</span> : <Health health={health} />,
    },
    {
      key: 'progress',
      title: 'Progress',
      cell: ({ states, members }) => (
        <div className={styles.progress}>
          <Progress states={states} members={members} />
        </div>
      ),
      from: 'medium',
    },
    {
      key: 'meters',
      title: 'Meters asked for',
      cell: ({ filter }) => <div className={styles.words}>{filterText(filter, words)}</div>,
      from: 'wide',
    },
    {
      key: 'planned',
      title: 'Planned',
      cell: ({ plannedAt, plannedBy }) => (
        <div className={styles.words}>
          <Time at={plannedAt} />
          <div className="small quiet">by {plannedBy}</div>
        </div>
      ),
      from: 'medium',
    },
  ]
}

export function BatchStateBadge({ state }: Pick<BatchLine, 'state'>) {
  const { label, meaning, tone } = batchStateWords[state]
  return (
    <Badge tone={tone} title={meaning}>
      {label}
    </Badge>
  )
}

export function HealthMark({ health }: Pick<NonNullable<BatchLine['health']>, 'health'>) {
  const { label, meaning, tone } = batchHealthWords[health]
  return (
    <Badge tone={tone} title={meaning}>
      {label}
    </Badge>
  )
}

/** How it fares, and why it is not on track. */
function Health({ health: { health, reasons } }: { readonly health: NonNullable<BatchLine['health']> }) {
  return (
    <div className={styles.health}>
      <HealthMark health={health} />
      {reasons.map((reason) => (
        <div key={reason} className="small">
          {sentence(reason)}
        </div>
      ))}
    </div>
  )
}
