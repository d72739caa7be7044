import type { CommandKind } from '../../../../src/domain/journey/happening.js'
import { whoMay } from '../../session/permission-gate.js'
import { useSession } from '../../session/session.js'
import { Badge } from '../../ui/badge.js'
import { Button } from '../../ui/button.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { deedWords } from '../../words/deeds.js'
import { DeedDialog } from './deed-dialog.js'
import type { StoryRead } from './story.js'

const isDeed = (action: string): action is CommandKind => action in deedWords

interface ActionsProps extends StoryRead {
  /** The decision whose dialog is open; null: none. */
  readonly asked: CommandKind | null
  readonly ask: (action: CommandKind | null) => void
}

/** What may be done with the meter now, each by its button; what may not says why. */
export function Actions({ story, etag, asked, ask }: ActionsProps) {
  const { permissions } = useSession()
  const why = new Map(story.actions.map(({ action, refusal }) => [action, refusal]))
  const lines = Object.keys(deedWords)
    .filter(isDeed)
    .map((action) => {
      const word = deedWords[action]
      const refusal = why.get(action) ?? null
      const mine = permissions.includes(word.needs)
      const not = !mine ? `Those who may: ${whoMay(word.needs)}.` : refusal === null ? null : sentence(refusal.message)
      return { action, word, mine, not }
    })
    .sort((a, b) => Number(a.not !== null) - Number(b.not !== null))
  return (
    <Panel title="What may be done now">
      <PlainTable
        caption="Actions, and whether they are allowed now"
        heads={['Action', 'What follows', 'Now']}
        rows={lines.map(({ action, word, mine, not }) => ({
          key: action,
          cells: [
            <strong key="action">{word.label}</strong>,
            word.consequence,
            not === null ? (
              <Button key="now" onPress={() => ask(action)}>
                {word.label}…
              </Button>
            ) : (
              <span key="now">
                <Badge tone="quiet">{mine ? 'not now' : 'not for your role'}</Badge> {not}
              </span>
            ),
          ],
        }))}
      />
      {asked !== null && <DeedDialog story={story} etag={etag} action={asked} onClose={() => ask(null)} />}
    </Panel>
  )
}
