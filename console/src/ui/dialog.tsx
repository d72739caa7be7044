import type { ReactNode } from 'react'
import { Dialog as Window, Heading, Modal, ModalOverlay } from 'react-aria-components'
import styles from './dialog.module.css'

interface DialogProps {
  readonly title: ReactNode
  /** Asks before something is done: it is announced at once, and a click beside it does not close it. */
  readonly alert?: boolean
  /** A click beside it closes it, since nothing typed is lost by it. */
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
