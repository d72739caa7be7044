import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { CommandKind } from '../../../../src/domain/journey/happening.js'
import { Button } from '../../ui/button.js'
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
    <ModalOverlay isOpen onOpenChange={(open) => !open && asked === null && onClose()} className={dialog.overlay}>
      <Modal className={`${dialog.modal} ${dialog.wide}`}>
        <Dialog className={dialog.dialog}>
          <Heading slot="title">
            Decide about meter <span className="exact">{story.data?.story.deviceId ?? meter}</span>
          </Heading>
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
      </Modal>
    </ModalOverlay>
  )
}
