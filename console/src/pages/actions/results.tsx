import { memberStates } from '../../../../src/domain/action/request.js'
import { Badge } from '../../ui/badge.js'
import { Bars } from '../../ui/bars.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { memberStateWords, outcomeWords, type Outcome } from '../../words/action-words.js'
import { number, share } from '../../words/numbers.js'
import type { ActionLine } from './action-line.js'

interface ResultsProps {
  readonly action: ActionLine
}

/** How far the action is, and what came of it. */
export function Results({ action }: ResultsProps) {
  const { meters, pending, sent, refusals, outcomes, actionId } = action
  const params = { action: String(actionId) }
  const come = meters - pending - sent
  return (
    <Panel title="What came of it" aside={`${number(come)} of ${number(meters)} (${share(come, meters)}) decided`}>
      <Bars
        caption="Meters by what became of them"
        of="Result"
        unit="Meters"
        bars={memberStates
          .toSorted((a, b) => order.indexOf(a) - order.indexOf(b))
          .map((state) => ({
            key: state,
            value: action[state],
            tone: memberStateWords[state].tone,
            label: (
              <To page="/actions/$action" params={params} filters={{ state }}>
                {memberStateWords[state].label}
              </To>
            ),
          }))}
      />
      {outcomes !== null && (
        <>
          <h3>Outcome of those that were tried again</h3>
          <Bars
            caption="Outcome of those that were tried again"
            of="Outcome"
            unit="Meters"
            bars={outcomesOf(outcomes).map(([outcome, value]) => ({
              key: outcome,
              value,
              tone: outcomeWords[outcome].tone,
              label: (
                <To page="/actions/$action" params={params} filters={{ outcome }}>
                  {outcomeWords[outcome].label}
                </To>
              ),
            }))}
          />
        </>
      )}
      <Codes
        title="Failed again with"
        codes={outcomes?.failures ?? []}
        action={action}
        filter={{ outcome: 'failed' }}
      />
      <Codes title="Refused because" codes={refusals} action={action} filter={{ state: 'refused' }} />
    </Panel>
  )
}

const order: readonly string[] = ['done', 'sent', 'pending', 'refused', 'moved', 'stopped']

function outcomesOf(outcomes: NonNullable<ActionLine['outcomes']>): readonly (readonly [Outcome, number])[] {
  const { enrolled, failed, held, ended, underWay } = outcomes
  return [
    ['enrolled', enrolled],
    ['failed', failed],
    ['held', held],
    ['ended', ended],
    ['under-way', underWay],
  ]
}

interface CodesProps extends ResultsProps {
  readonly title: string
  readonly codes: ActionLine['refusals']
  readonly filter: Readonly<Record<string, string>>
}

function Codes({ title, codes, action, filter }: CodesProps) {
  if (codes.length === 0) return null
  return (
    <PlainTable
      caption={title}
      heads={[title, { title: 'Meters', align: 'right' }]}
      rows={codes.map(({ code, meaning, meters }) => ({
        key: code,
        cells: [
          <span key="code">
            <Badge tone="quiet">{code}</Badge> {meaning === null ? '' : sentence(meaning)}
          </span>,
          <To
            key="meters"
            page="/actions/$action"
            params={{ action: String(action.actionId) }}
            filters={{ ...filter, code }}
          >
            {number(meters)}
          </To>,
        ],
      }))}
    />
  )
}
