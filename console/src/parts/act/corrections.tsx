import { useId, useRef, useState } from 'react'
import { FileInput } from '../../ui/file-input.js'
import dialog from '../../ui/dialog.module.css'
import { Notice } from '../../ui/notice.js'
import type { CorrectionFile } from './order.js'

/** What a CSV of corrections may weigh; more is an import. */
const mostBytes = 16 * 1024 * 1024

interface CorrectionsProps {
  readonly taken: CorrectionFile | null
  readonly take: (file: CorrectionFile | null) => void
}

/** Takes the file of corrections, and says what it is to look like. */
export function Corrections({ taken, take }: CorrectionsProps) {
  const id = useId()
  const [wrong, setWrong] = useState<string | null>(null)
  const reading = useRef<File>(null)
  const read = async (file: File | undefined): Promise<void> => {
    take(null)
    setWrong(null)
    if (file === undefined) return
    if (file.size > mostBytes) {
      setWrong('The file is larger than 16 MB. So many corrections are an import of the portfolio.')
      return
    }
    reading.current = file
    const text = await file.text().catch(() => null)
    // Another one was chosen meanwhile.
    if (reading.current !== file) return
    if (text === null) {
      setWrong('The file cannot be read. Choose it once more, or a copy of it.')
      return
    }
    const name = file.name.replaceAll(/[^\w .()-]/g, '-').slice(0, 120)
    take({ name, text, key: `${file.name} ${file.size} ${file.lastModified} ${Date.now()}` })
  }
  return (
    <div className={dialog.field}>
      <label htmlFor={id}>File of corrections (CSV)</label>
      <FileInput id={id} accept=".csv,text/csv" aria-describedby={`${id}-hint`} onFiles={([file]) => void read(file)} />
      <span id={`${id}-hint`} className="small quiet">
        The first line names the columns: <code>meter</code> (a meter point, device id or journey number), then those to
        correct, like <code>firmware</code> or <code>payment_mode</code>. An empty cell leaves the field as it is.
      </span>
      {taken !== null && <p role="status">Chosen: {taken.name}</p>}
      {wrong !== null && <Notice tone="bad" title={wrong} urgent />}
    </div>
  )
}
