import { memberStates } from '../../../../src/domain/batch/state.js'
import { Badge } from '../../ui/badge.js'
import { Definitions } from '../../ui/definitions.js'
import { Columns, Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time } from '../../ui/time.js'
import { batchStateWords, codeMeaning, memberStateWords } from '../../words/batches.js'
import { nameOf, useFilterWords } from '../../words/filter-words.js'
import { counted, money, number, share } from '../../words/numbers.js'
import { durationText } from '../../words/times.js'
import type { Batch } from './batch.js'

interface SummaryProps {
  readonly batch: Batch
  readonly summary: NonNullable<Batch['summary']>
}

/** What came of it, as it was kept at its end. */
export function Summary({ batch, summary }: SummaryProps) {
  const { suppliers: names, failures } = useFilterWords()
  const { members, attempts, suppliers } = summary
  const given = memberStates.filter((state) => members[state] > 0)
  return (
    <Panel title="Summary" aside="as it was at its end; kept for good">
      <Columns>
        <Definitions
          of={[
            ['How it ended', batchStateWords[batch.state].label],
            [
              'What came of its members',
              given.map((state) => (
                <div key={state}>
                  {counted(members[state], 'member')} {memberStateWords[state].label} (
                  {share(members[state], summary.asked.members)})
                </div>
              )),
            ],
            ['Attempts', number(attempts.made)],
            ['Cost', money(attempts.costPence)],
            ['Planned', <Time at={summary.plannedAt} show="exact" />],
            ['Started', summary.startedAt === null ? null : <Time at={summary.startedAt} show="exact" />],
            ['Ended', <Time at={summary.endedAt} show="exact" />],
            ['It ran for', summary.ranMs === null ? null : durationText(summary.ranMs)],
          ]}
        />
        <PlainTable
          caption="What came out, by supplier and reason"
          heads={['Supplier', 'Outcome', 'Reason', { title: 'Meters', align: 'right' }]}
          rows={suppliers.map(({ supplier, state, code, meters }) => ({
            key: `${supplier} ${state} ${code}`,
            cells: [
              nameOf(names, supplier),
              <StateWord state={state} />,
              code === null ? '' : <code title={codeMeaning(code, failures) ?? undefined}>{code}</code>,
              number(meters),
            ],
          }))}
        />
      </Columns>
    </Panel>
  )
}

function StateWord({ state }: { readonly state: string }) {
  const found = memberStates.find((each) => each === state)
  if (found === undefined) return state
  return <Badge tone={memberStateWords[found].tone}>{memberStateWords[found].label}</Badge>
}
