import { Badge } from '../../ui/badge.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import type { OfStory } from './story.js'

/** What may be done with the meter now; what may not says why. */
export function Actions({ story: { actions } }: OfStory) {
  const sorted = [...actions].sort((a, b) => Number(b.allowed) - Number(a.allowed))
  return (
    <Panel title="What may be done now">
      <PlainTable
        caption="Actions, and whether they are allowed now"
        heads={['Action', 'Now', 'Why not']}
        rows={sorted.map(({ action, allowed, refusal }) => ({
          key: action,
          cells: [
            action,
            <Badge key="now" tone={allowed ? 'good' : 'quiet'}>
              {allowed ? 'allowed' : 'not allowed'}
            </Badge>,
            refusal === null ? '' : sentence(refusal.message),
          ],
        }))}
      />
    </Panel>
  )
}
