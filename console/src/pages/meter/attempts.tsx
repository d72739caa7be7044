import { Badge } from '../../ui/badge.js'
import { Empty } from '../../ui/empty.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time } from '../../ui/time.js'
import { money } from '../../words/numbers.js'
import type { OfStory } from './story.js'

/** Attempts at migration with what came of them. */
export function Attempts({ story: { attempts, attemptsUsed, attemptsAllowed } }: OfStory) {
  return (
    <Panel title="Attempts" aside={`${attemptsUsed} of ${attemptsAllowed} used`}>
      {attempts.length === 0 ? (
        <Empty title="No attempt yet">Its lane has not taken it.</Empty>
      ) : (
        <PlainTable
          caption="Attempts at migration, and what came of them"
          heads={[
            'No.',
            'Lane',
            'Taken',
            'Outcome came',
            'Outcome',
            'Code',
            'Counts',
            { title: 'Cost', align: 'right' },
            'Submission',
          ]}
          rows={attempts.map((each) => ({
            key: String(each.number),
            cells: [
              each.number,
              each.lane,
              <Time key="taken" at={each.claimedAt} show="exact" />,
              each.landedAt === null ? '–' : <Time key="landed" at={each.landedAt} show="exact" />,
              <Badge key="result" tone={each.result === null ? 'info' : each.result === 'failed' ? 'bad' : 'good'}>
                {each.result ?? 'awaited'}
              </Badge>,
              each.code === null ? '–' : <code key="code">{each.code}</code>,
              each.voided === null ? 'yes' : `no: ${each.voided}`,
              money(each.costPence),
              <span key="submission" className="exact small">
                {each.submissionId}
              </span>,
            ],
          }))}
        />
      )}
    </Panel>
  )
}
