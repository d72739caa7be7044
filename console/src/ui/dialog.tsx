import type { ReactNode } from 'react'
import { Dialog as Window, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from './button.js'
import styles from './dialog.module.css'

interface DialogProps {
  readonly title: ReactNode
  /** It asks before something is done, and is announced as such. */
  readonly alert?: boolean
  /** A click beside it closes it. */
  readonly dismissable?: boolean
  /** True: it stays whatever is pressed, since something is under way or must be seen first. */
  readonly held?: boolean
  readonly wide?: boolean
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A window over the page, drawn only while it is open, so that each opening begins anew. */
export function Dialog({
  title,
  alert = false,
  dismissable = false,
  held = false,
  wide = false,
  onClose,
  children,
}: DialogProps) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={dismissable}
      onOpenChange={(open) => !open && !held && onClose()}
      className={styles.overlay}
    >
      <Modal className={wide ? `${styles.modal} ${styles.wide}` : styles.modal}>
        <Window className={styles.dialog} role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title">{title}</Heading>
          {children}
        </Window>
      </Modal>
    </ModalOverlay>
  )
}

/** The end of a window in which there is nothing left to do but to close it. */
export function CloseDialog({ onClose }: Pick<DialogProps, 'onClose'>) {
  return (
    <div className={styles.buttons}>
      <Button look="main" onPress={onClose} autoFocus>
        Close
      </Button>
    </div>
  )
}
