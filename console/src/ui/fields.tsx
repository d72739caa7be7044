import { useId, type ReactNode } from 'react'
import styles from './fields.module.css'
import type { Choice } from './filter-bar.js'

interface FieldProps {
  readonly label: string
  /** What to give, or what follows from leaving it as it is. */
  readonly hint?: string
  /** Why what is given will not do. */
  readonly error?: string | undefined
}

interface FrameProps extends FieldProps {
  readonly id: string
  readonly children: ReactNode
}

const hintOf = (id: string, { hint, error }: FieldProps): string | undefined =>
  hint === undefined && error === undefined ? undefined : `${id}-hint`

function Frame({ id, label, hint, error, children }: FrameProps) {
  return (
    <div className={styles.field} data-wrong={error !== undefined || undefined}>
      <label htmlFor={id}>{label}</label>
      {children}
      {(error ?? hint) !== undefined && (
        <span id={`${id}-hint`} className={error === undefined ? styles.hint : styles.error}>
          {error ?? hint}
        </span>
      )}
    </div>
  )
}

interface TextFieldProps extends FieldProps {
  readonly value: string
  readonly onChange: (value: string) => void
  /** Figures are typed: narrow, with the keyboard of numbers. */
  readonly numeric?: boolean
  /** `datetime-local`: the wall clock of London (`londonInstant`). */
  readonly type?: 'text' | 'date' | 'datetime-local'
  /** The last day that may be given. */
  readonly max?: string | undefined
  readonly required?: boolean
}

/** One line that is typed. */
export function TextField(props: TextFieldProps) {
  const { value, onChange, numeric = false, type = 'text', max, required = false, error } = props
  const id = useId()
  return (
    <Frame id={id} {...props}>
      <input
        id={id}
        type={type}
        inputMode={numeric ? 'numeric' : undefined}
        data-numeric={numeric || undefined}
        value={value}
        max={max}
        maxLength={1_000}
        required={required}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={hintOf(id, props)}
        onChange={({ target }) => onChange(target.value)}
      />
    </Frame>
  )
}

/** Some lines that are written. */
export function WordsField(props: Pick<TextFieldProps, 'value' | 'onChange' | 'required'> & FieldProps) {
  const { value, onChange, required = false } = props
  const id = useId()
  return (
    <Frame id={id} {...props}>
      <textarea
        id={id}
        rows={2}
        maxLength={1_000}
        value={value}
        required={required}
        aria-describedby={hintOf(id, props)}
        onChange={({ target }) => onChange(target.value)}
      />
    </Frame>
  )
}

interface ChoiceFieldProps<V extends string> extends FieldProps {
  readonly value: V
  readonly onChange: (value: V) => void
  readonly choices: readonly (Choice & { readonly value: V })[]
  readonly required?: boolean
}

/** One of a few. */
export function ChoiceField<V extends string>(props: ChoiceFieldProps<V>) {
  const { value, onChange, choices, required = false } = props
  const id = useId()
  return (
    <Frame id={id} {...props}>
      <select
        id={id}
        value={value}
        required={required}
        aria-describedby={hintOf(id, props)}
        onChange={({ target }) => {
          const chosen = choices.find((choice) => choice.value === target.value)
          if (chosen !== undefined) onChange(chosen.value)
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Frame>
  )
}

/** Fields beside and below each other, as there is room. */
export function Fields({ children }: { readonly children: ReactNode }) {
  return <div className={styles.fields}>{children}</div>
}
