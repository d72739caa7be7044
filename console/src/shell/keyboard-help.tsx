import { useState } from 'react'
import { Button } from '../ui/button.js'
import { Dialog } from '../ui/dialog.js'
import dialog from '../ui/dialog.module.css'
import { setSingleKeys, shortcuts, singleKeys } from './shortcuts.js'
import styles from './keyboard-help.module.css'

export function KeyboardHelp({ onClose }: { readonly onClose: () => void }) {
  const [single, setSingle] = useState(singleKeys)
  return (
    <Dialog dismissable title="Keyboard" onClose={onClose}>
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
  )
}
