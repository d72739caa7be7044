import { useId, useState } from 'react'
import { Button } from '../../ui/button.js'
import { FileInput } from '../../ui/file-input.js'
import { counted } from '../../words/numbers.js'
import styles from './batch-plan.module.css'

/** A file of devices that somebody chose. */
export interface DeviceFile {
  readonly name: string
  readonly text: string
}

const mostBytes = 16 * 1024 * 1024

interface DeviceListProps {
  readonly file: DeviceFile | null
  readonly onChange: (file: DeviceFile | null) => void
}

/** Only these devices: a CSV, which narrows the filters further. */
export function DeviceList({ file, onChange }: DeviceListProps) {
  const id = useId()
  const [tooLarge, setTooLarge] = useState(false)
  const choose = async (chosen: File | undefined): Promise<void> => {
    setTooLarge(chosen !== undefined && chosen.size > mostBytes)
    if (chosen !== undefined && chosen.size <= mostBytes) onChange({ name: chosen.name, text: await chosen.text() })
  }
  if (file !== null) {
    const lines = file.text.split('\n').filter((line) => line.trim() !== '').length
    return (
      <div className={styles.file}>
        <span>
          Only the devices of <strong>{file.name}</strong> ({counted(lines, 'line')}) that match the filters.
        </span>
        <Button onPress={() => onChange(null)}>Leave the list out</Button>
      </div>
    )
  }
  return (
    <div className={styles.file}>
      <label htmlFor={id}>Or a list of devices</label>
      <FileInput
        id={id}
        accept=".csv,.txt,text/csv,text/plain"
        aria-describedby={`${id}-hint`}
        onFiles={([chosen]) => void choose(chosen)}
      />
      <span id={`${id}-hint`} className="small quiet">
        {tooLarge
          ? 'This file is over 16 MB: cut it into several batches.'
          : 'a CSV with the column device_id, or one device id a line'}
      </span>
    </div>
  )
}
