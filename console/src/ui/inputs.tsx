import { useId } from 'react'
import styles from './dialog.module.css'
import type { Choice } from './filter-bar.js'

/** One field of a dialog. */
export interface Input {
  readonly name: string
  readonly label: string
  /** `time`: a day and a time of London's clock. */
  readonly kind: 'text' | 'words' | 'day' | 'time' | 'choice'
  readonly choices?: readonly Choice[]
  /** Without it the act cannot be sent. */
  readonly needed?: boolean
  /** The last day that may be given. */
  readonly max?: string
  /** What to give, or what to know. */
  readonly note?: string
}
export type Draft = Readonly<Record<string, string>>

interface InputsProps {
  readonly of: readonly Input[]
  readonly draft: Draft
  readonly change: (name: string, value: string) => void
}

/** Fields of a dialog, one below the other. */
export function Inputs({ of, draft, change }: InputsProps) {
  return of.map((input) => <OneInput key={input.name} input={input} value={draft[input.name] ?? ''} change={change} />)
}

/** Whether all that is needed was given. */
export function filledIn(inputs: readonly Input[], draft: Draft): boolean {
  return inputs.every(({ name, needed = false }) => !needed || (draft[name] ?? '').trim() !== '')
}

const types = { text: 'text', day: 'date', time: 'datetime-local' } as const

interface OneInputProps {
  readonly input: Input
  readonly value: string
  readonly change: InputsProps['change']
}

function OneInput({ input, value, change }: OneInputProps) {
  const { name, label, kind, choices = [], needed = false, max, note } = input
  const id = useId()
  const same = {
    id,
    value,
    required: needed,
    ...(note === undefined ? {} : { 'aria-describedby': `${id}-note` }),
  }
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{needed ? label : `${label} (may be left empty)`}</label>
      {kind === 'choice' ? (
        <select {...same} onChange={({ target }) => change(name, target.value)}>
          <option value="">choose</option>
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : kind === 'words' ? (
        <textarea {...same} rows={2} maxLength={1_000} onChange={({ target }) => change(name, target.value)} />
      ) : (
        <input
          {...same}
          type={types[kind]}
          max={max}
          maxLength={500}
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => change(name, target.value)}
        />
      )}
      {note !== undefined && (
        <span id={`${id}-note`} className="quiet small">
          {note}
        </span>
      )}
    </div>
  )
}
