import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/call.js'
import { onSeen } from '../../api/marked.js'
import { useMay } from '../../session/session.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { Button } from '../../ui/button.js'
import { Definitions } from '../../ui/definitions.js'
import { Panel } from '../../ui/panel.js'
import { sentence } from '../../ui/problem-view.js'
import { Time } from '../../ui/time.js'
import { breakerReasonText, breakerWords } from '../../words/lanes.js'
import { number } from '../../words/numbers.js'
import { BreakerBadge } from '../lanes/lane-columns.js'
import styles from './lane.module.css'
import { useSeenLane, type OfLane } from './lane.js'

type Order = 'open' | 'closed' | 'auto'

const orders: Readonly<Record<Order, readonly [label: string, consequence: string]>> = {
  open: [
    'Hold open',
    'Nothing new is submitted until somebody lets it move again. What fails from now on does so by the outage and is voided: it does not count against a meter’s attempts.',
  ],
  closed: [
    'Force closed',
    'Everything passes, whatever fails: you say that there is no outage. Nothing more is voided, and it does not open by itself.',
  ],
  auto: ['Back to automatic', 'It moves by itself again; from held open, it tries a few first.'],
}

/** What the breaker lets through, why, what moves it, and what a person may order. */
export function BreakerPanel({ lane, etag }: OfLane) {
  const may = useMay('lanes:control')
  const [order, setOrder] = useState<Order | null>(null)
  const { breaker, programme } = lane
  const rules = programme.breaker
  const refused = (each: Order): boolean => !may || (breaker.hold ?? 'auto') === each
  return (
    <Panel title="Breaker">
      <Definitions
        of={[
          ['State', <BreakerBadge lane={lane} />],
          ['It means', breakerWords[breaker.state].meaning],
          ['Since', breaker.since === null ? 'it has never moved' : <Time at={breaker.since} show="both" />],
          ...(breaker.hold === null ? [] : ([['Held by', breaker.heldBy]] as const)),
          ['Why', breaker.reason === null ? null : sentence(breakerReasonText(breaker.reason))],
          ...(breaker.triesAt === null ? [] : ([['Tries a few', <Time at={breaker.triesAt} show="both" />]] as const)),
          [
            'Opens',
            `where ${rules.failurePercent}% of at least ${number(rules.minimumSample)} answers of ${rules.windowMinutes} minutes failed, or in a storm: ${rules.stormPercent}% failed, and ${rules.stormFactor} times the usual`,
          ],
          [
            'Then',
            `${rules.openMinutes} minutes open, ${rules.probes} tried, ${rules.probePercent}% of them well, and ${rules.rampMinutes} minutes until the whole rate`,
          ],
        ]}
      />
      <div className={styles.buttons}>
        {(['open', 'closed', 'auto'] as const).map((each) => (
          <Button key={each} isDisabled={refused(each)} onPress={() => setOrder(each)}>
            {orders[each][0]}…
          </Button>
        ))}
      </div>
      {may && <p className="small quiet">It is {breaker.hold === null ? 'automatic' : `held ${breaker.hold}`} now.</p>}
      {order !== null && <BreakerDialog order={order} lane={lane} etag={etag} onClose={() => setOrder(null)} />}
    </Panel>
  )
}

function BreakerDialog({
  order,
  onClose,
  ...looked
}: OfLane & { readonly order: Order; readonly onClose: () => void }) {
  const client = useQueryClient()
  const [{ value: lane, etag }, decide] = useSeenLane(looked)
  const [label, consequence] = orders[order]
  return (
    <ActDialog
      title={`${label}: breaker of ${lane.name}`}
      count={1}
      noun="lane"
      danger={order !== 'auto'}
      consequence={
        <>
          <p>{consequence}</p>
          <p className="quiet">
            It is <BreakerBadge lane={lane} /> now{lane.breaker.heldBy !== null && `, by ${lane.breaker.heldBy}`}.
          </p>
        </>
      }
      confirm={label}
      act={async ({ reason, key }) => {
        const { data } = await decide(() =>
          api.POST('/v1/lanes/{lane}/breaker', {
            params: { path: { lane: lane.lane }, header: onSeen(etag, key) },
            body: { reason, order },
          }),
        )
        await client.invalidateQueries()
        return data === undefined ? null : (
          <p>
            The breaker is <BreakerBadge lane={data} />
          </p>
        )
      }}
      onClose={onClose}
    />
  )
}
