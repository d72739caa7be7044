import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useSeen } from '../../api/use-seen.js'
import type { CommandKind } from '../../../../src/domain/journey/happening.js'
import dialog from '../../ui/dialog.module.css'
import { ActDialog } from '../../ui/act-dialog.js'
import { StageBadge } from '../../ui/badge.js'
import { filledIn, Inputs, type Draft } from '../../ui/inputs.js'
import { Notice } from '../../ui/notice.js'
import { sentence } from '../../ui/problem-view.js'
import { useNow } from '../../ui/time.js'
import { deedWords } from '../../words/deeds.js'
import { useFilterWords } from '../../words/filter-words.js'
import { londonDay } from '../../words/times.js'
import { correctionsIn, heldOf, inputsOf } from './deed-inputs.js'
import { sendDeed } from './send-deed.js'
import { storyOf, type StoryRead } from './story.js'

interface DeedDialogProps extends StoryRead {
  readonly action: CommandKind
  readonly onClose: () => void
}

/**
 * Asks what a decision about one meter needs, and sends it on what is looked at. Where the meter has moved on meanwhile, it
 * says so, reads it again and shows how it stands now; a second press decides on that.
 */
export function DeedDialog({ action, onClose, ...read }: DeedDialogProps) {
  const client = useQueryClient()
  const [{ story, etag }, decide] = useSeen(read, storyOf(String(read.story.journeyId)))
  const words = useFilterWords()
  const today = londonDay(new Date(useNow()))
  const [given, setGiven] = useState<Draft>({})
  // A correction begins with what the register holds, as it is held now.
  const draft = action === 'correct' ? { ...heldOf(story), ...given } : given
  const inputs = inputsOf(action, { story, words, today, draft })
  const { label, consequence, danger } = deedWords[action]
  const refusal = story.actions.find((each) => each.action === action)?.refusal ?? null
  const changes = action === 'correct' ? Object.entries(correctionsIn(draft, heldOf(story))) : null
  const ready = refusal === null && filledIn(inputs, draft) && (changes === null || changes.length > 0)
  return (
    <ActDialog
      title={`${label}: meter ${story.deviceId}`}
      count={1}
      consequence={
        <>
          <p>{consequence}</p>
          <p className="quiet">
            It stands at <StageBadge stage={story.stage} standing={story.standing} />
            {story.code !== null && (
              <>
                {' '}
                with <code>{story.code}</code>
              </>
            )}
            .
          </p>
          {refusal !== null && (
            <Notice tone="warn" title="This is not possible any more">
              {sentence(refusal.message)}
            </Notice>
          )}
        </>
      }
      confirm={label}
      danger={danger}
      ready={ready}
      onClose={onClose}
      act={async (act) => {
        const { stage, code } = await decide(() => sendDeed(action, { story, etag }, draft, act))
        // Counts and lists know it otherwise, the story itself too.
        void client.invalidateQueries()
        return (
          <p>
            Done. The meter stands at <StageBadge stage={stage} />
            {code !== null && (
              <>
                {' '}
                with <code>{code}</code>
              </>
            )}{' '}
            now.
          </p>
        )
      }}
    >
      <div className={inputs.length > 6 ? dialog.many : dialog.form}>
        <Inputs
          of={inputs}
          draft={draft}
          change={(name, value) => setGiven((before) => ({ ...before, [name]: value }))}
        />
      </div>
      {changes !== null && (
        <p role="status" className="small">
          {changes.length === 0
            ? 'Nothing is changed yet.'
            : `Changed: ${changes.map(([field, to]) => `${field} to ${to.trim() === '' ? 'nothing' : to.trim()}`).join(', ')}.`}
        </p>
      )}
    </ActDialog>
  )
}
