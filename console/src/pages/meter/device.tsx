import { Badge, StageBadge } from '../../ui/badge.js'
import { Definitions } from '../../ui/definitions.js'
import { Empty } from '../../ui/empty.js'
import { MeterLink } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Day, Time } from '../../ui/time.js'
import type { OfStory } from './story.js'

/** What it is and where it hangs. */
export function Device({ story }: OfStory) {
  const model = ({ manufacturer, model: name, firmware }: { manufacturer: string; model: string; firmware: string }) =>
    `${manufacturer} ${name}, firmware ${firmware}`
  return (
    <Panel title="Device">
      <Definitions
        of={[
          [
            'Meter point',
            <span key="point" className="exact">
              {story.meterPoint}
            </span>,
          ],
          ['Device', model(story.device)],
          [
            'Hub',
            <span key="hub" className="exact">
              {story.hubId}
            </span>,
          ],
          ['Hub model', `${model(story.hub)}, ${story.csp}`],
          ['SMSO, lane, cohort', `${story.smso}, ${story.lane ?? 'no lane'}, ${story.cohort ?? 'no cohort'}`],
          ['Payment, service', `${story.paymentMode}, ${story.service}`],
          ['Installed', story.installedOn === null ? null : <Day on={story.installedOn} />],
          ['Supplied since', story.suppliedSince === null ? null : <Day on={story.suppliedSince} />],
          ['SMETS evidence', story.complianceEvidence],
        ]}
      />
    </Panel>
  )
}

/** The other meters behind its hub: the installation goes as a whole. */
export function Siblings({ story: { siblings } }: OfStory) {
  return (
    <Panel title="Behind the same hub">
      {siblings.length === 0 ? (
        <Empty title="No other meter">The installation is this meter alone, as far as you may see.</Empty>
      ) : (
        <PlainTable
          caption="Other meters behind the same hub"
          heads={['Device id', 'Fuel', 'Supplier', 'Stage', 'Holds this one back']}
          rows={siblings.map(({ journeyId, deviceId, fuel, supplier, stage, holds }) => ({
            key: String(journeyId),
            cells: [
              <MeterLink key="to" journey={journeyId} device={deviceId} />,
              fuel,
              supplier,
              <StageBadge key="stage" stage={stage} />,
              holds ? (
                <Badge key="holds" tone="warn">
                  yes
                </Badge>
              ) : (
                'no'
              ),
            ],
          }))}
        />
      )}
    </Panel>
  )
}

/** Inventory exceptions: both values and whose they are. */
export function Exceptions({ story: { exceptions } }: OfStory) {
  if (exceptions.length === 0) return null
  return (
    <Panel title="Inventory exceptions">
      <PlainTable
        caption="What disagrees: as registered and as reported"
        heads={['Code', 'Field', 'In the register', 'Reported', 'Owner', 'Opened', 'Closed']}
        rows={exceptions.map((each) => ({
          key: `${each.code} ${each.field} ${each.openedAt}`,
          cells: [
            <code key="code">{each.code}</code>,
            each.field,
            each.registered ?? '–',
            each.reported ?? '–',
            each.owner,
            <Time key="opened" at={each.openedAt} show="exact" />,
            each.closedAt === null ? (
              <Badge key="open" tone="bad">
                open
              </Badge>
            ) : (
              <Time key="closed" at={each.closedAt} show="exact" />
            ),
          ],
        }))}
      />
    </Panel>
  )
}
