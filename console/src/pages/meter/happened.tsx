import { Panel } from '../../ui/panel.js'
import { sentence } from '../../ui/problem-view.js'
import { Timeline } from '../../ui/timeline.js'
import type { OfStory } from './story.js'

/** The evidence: all that happened to it, the newest first. */
export function Happened({ story: { timeline } }: OfStory) {
  const newestFirst = timeline.toReversed()
  return (
    <Panel title="What happened" aside="the newest first">
      <Timeline
        entries={newestFirst.map(({ at, text, code, actor, policy, programmeVersion, kind }, index) => ({
          key: String(timeline.length - index),
          at,
          tone: kind === 'duty' ? 'quiet' : 'info',
          text: sentence(text),
          note: [
            code,
            `by ${actor}`,
            policy === null ? null : `policy ${policy}`,
            programmeVersion === null ? null : `programme version ${programmeVersion}`,
          ]
            .filter((each) => each !== null)
            .join(' · '),
        }))}
      />
    </Panel>
  )
}
