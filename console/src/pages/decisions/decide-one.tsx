import { useState } from 'react'
import type { CommandKind } from '../../../../src/domain/journey/happening.js'
import { Button } from '../../ui/button.js'
import { Dialog } from '../../ui/dialog.js'
import dialog from '../../ui/dialog.module.css'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Actions } from '../meter/actions.js'
import { useStory } from '../meter/story.js'
import { Where } from '../meter/where.js'

interface DecideOneProps {
  readonly meter: string
  readonly onClose: () => void
}

/** One meter's decision made in place: why it waits, and the buttons of its page. */
export function DecideOne({ meter, onClose }: DecideOneProps) {
  const story = useStory(meter)
  const [asked, ask] = useState<CommandKind | null>(null)
  return (
    <Dialog
      wide
      title={
        <>
          Decide about meter <span className="exact">{story.data?.story.deviceId ?? meter}</span>
        </>
      }
      held={asked !== null}
      onClose={onClose}
    >
      <Loaded read={story} what="The meter" lines={10}>
        {(read) => (
          <>
            <Where story={read.story} />
            <Actions {...read} asked={asked} ask={ask} />
          </>
        )}
      </Loaded>
      <div className={dialog.buttons}>
        <To page="/meters/$meter" params={{ meter }}>
          Its whole story
        </To>
        <Button onPress={onClose} autoFocus>
          Close
        </Button>
      </div>
    </Dialog>
  )
}
