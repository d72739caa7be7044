import { useState } from 'react'
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import { Button } from '../ui/button.js'
import dialog from '../ui/dialog.module.css'
import { setSingleKeys, shortcuts, singleKeys } from './shortcuts.js'
import styles from './keyboard-help.module.css'

export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  const [single, setSingle] = useState(singleKeys)
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={dialog.overlay}>
      <Modal className={dialog.modal}>
        <Dialog className={dialog.dialog}>
          <Heading slot="title">Keyboard</Heading>
          <table className={styles.keys}>
            <tbody>
              {shortcuts.map(([keys, what]) => (
                <tr key={keys}>
                  <th scope="row">
                    <kbd>{keys}</kbd>
                  </th>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <label>
            <input
              type="checkbox"
              checked={single}
              onChange={({ target }) => {
                setSingleKeys(target.checked)
                setSingle(target.checked)
              }}
            />{' '}
            <kbd>/</kbd> and <kbd>?</kbd> work alone
          </label>
          <div className={dialog.buttons}>
            <Button look="main" onPress={onClose} autoFocus>
              Close
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
