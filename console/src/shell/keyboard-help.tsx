import { useState } from 'react'
import { CloseDialog, Dialog } from '../ui/dialog.js'
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
      <CloseDialog onClose={onClose} />
    </Dialog>
  )
}
