import { useId, useState } from 'react'
import type { ActionKind } from '../../../../src/domain/action/request.js'
import dialog from '../../ui/dialog.module.css'
import { Notice } from '../../ui/notice.js'
import { actFields, type ActField, type ActValues, type CorrectionFile } from './order.js'

/** What a CSV of corrections may weigh; more is an import. */
const mostBytes = 16 * 1024 * 1024

interface ActFieldsProps {
  readonly kind: ActionKind
  readonly values: ActValues
  readonly set: (name: string, value: string) => void
  readonly take: (file: CorrectionFile | null) => void
}

/** The fields of an action besides the reason. */
export function ActFields({ kind, values, set, take }: ActFieldsProps) {
  if (kind === 'correct') return <Corrections take={take} />
  return actFields[kind].map((field, index) => (
    <Field key={field.name} field={field} value={values[field.name] ?? ''} set={set} first={index === 0} />
  ))
}

interface FieldProps {
  readonly field: ActField
  readonly value: string
  readonly set: (name: string, value: string) => void
  readonly first: boolean
}

function Field({ field: { name, label, kind, optional = false, hint, choices = [] }, value, set, first }: FieldProps) {
  const id = useId()
  const same = {
    id,
    value,
    required: !optional,
    autoFocus: first,
    onChange: ({ target }: { target: { value: string } }) => set(name, target.value),
    ...(hint === undefined ? {} : { 'aria-describedby': `${id}-hint` }),
  }
  return (
    <div className={dialog.field}>
      <label htmlFor={id}>{label}</label>
      {kind === 'choice' ? (
        <select {...same}>
          <option value="">choose one</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : kind === 'long' ? (
        <textarea {...same} rows={2} maxLength={1_000} />
      ) : (
        <input
          {...same}
          type={kind === 'day' ? 'date' : kind === 'time' ? 'datetime-local' : 'text'}
          maxLength={1_000}
          autoComplete="off"
        />
      )}
      {hint !== undefined && (
        <span id={`${id}-hint`} className="small quiet">
          {hint}
        </span>
      )}
    </div>
  )
}

function Corrections({ take }: Pick<ActFieldsProps, 'take'>) {
  const id = useId()
  const [wrong, setWrong] = useState<string | null>(null)
  const read = async (file: File | undefined): Promise<void> => {
    take(null)
    setWrong(null)
    if (file === undefined) return
    if (file.size > mostBytes) {
      setWrong('The file is larger than 16 MB. So many corrections are an import of the portfolio.')
      return
    }
    const name = file.name.replaceAll(/[^\w .()-]/g, '-').slice(0, 120)
    take({ name, text: await file.text(), key: `${file.name} ${file.size} ${file.lastModified} ${Date.now()}` })
  }
  return (
    <div className={dialog.field}>
      <label htmlFor={id}>File of corrections (CSV)</label>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        autoFocus
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => void read(target.files?.[0])}
      />
      <span id={`${id}-hint`} className="small quiet">
        The first line names the columns: <code>meter</code> (a meter point, device id or journey number), then those to
        correct, like <code>firmware</code> or <code>payment_mode</code>. An empty cell leaves the field as it is.
      </span>
      {wrong !== null && <Notice tone="bad" title={wrong} urgent />}
    </div>
  )
}
