import { StageBadge } from '../../ui/badge.js'
import { Definitions } from '../../ui/definitions.js'
import { Panel } from '../../ui/panel.js'
import { sentence } from '../../ui/problem-view.js'
import { Time } from '../../ui/time.js'
import type { OfStory } from './story.js'

/** Where the meter stands, why, who acts, and what happens next and when. */
export function Where({ story }: OfStory) {
  const { stage, standing, stageSince, code, reason, details, failure, next } = story
  const showFailure = failure !== null && (stage === 'retry' || stage === 'needs-action')
  return (
    <Panel title="Where it stands, and why">
      <Definitions
        of={[
          ['Stage', <StageBadge key="stage" stage={stage} standing={standing} />],
          ['Since', <Time key="since" at={stageSince} show="both" />],
          ...(code === null ? [] : ([['Why', <Why key="why" code={code} meaning={reason?.meaning} />]] as const)),
          ...(details.length === 0
            ? []
            : ([['In detail', details.map((each) => <div key={each}>{sentence(each)}</div>)]] as const)),
          ...(reason === null
            ? []
            : ([
                ['Who acts', reason.owner],
                ['What to do', sentence(reason.remedy)],
              ] as const)),
          ...(showFailure
            ? ([
                ['Last failure', <Why key="failure" code={failure.code} meaning={failure.meaning} />],
                ['Its remedy', sentence(failure.remedy)],
              ] as const)
            : []),
          [
            'What happens next',
            next.length === 0
              ? 'Nothing by itself.'
              : next.map(({ at, what }) => (
                  <div key={what}>
                    {sentence(what)} {at !== null && <Time at={at} show="both" />}
                  </div>
                )),
          ],
        ]}
      />
    </Panel>
  )
}

function Why({ code, meaning }: { readonly code: string; readonly meaning: string | undefined }) {
  return (
    <>
      <code>{code}</code> {meaning !== undefined && sentence(meaning)}
    </>
  )
}
