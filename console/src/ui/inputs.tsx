import { ChoiceField, TextField, WordsField } from './fields.js'
import type { Choice } from './filter-bar.js'

/** One field of a dialog whose fields depend on what is asked. */
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
const notChosen: Choice = { value: '', label: 'choose one' }

interface OneInputProps {
  readonly input: Input
  readonly value: string
  readonly change: InputsProps['change']
}

function OneInput({
  input: { name, label, kind, choices = [], needed = false, max, note },
  value,
  change,
}: OneInputProps) {
  const same = {
    label: needed ? label : `${label} (may be left empty)`,
    value,
    required: needed,
    onChange: (given: string) => change(name, given),
    ...(note === undefined ? {} : { hint: note }),
  }
  if (kind === 'choice') return <ChoiceField {...same} choices={[notChosen, ...choices]} />
  if (kind === 'words') return <WordsField {...same} />
  return <TextField {...same} type={types[kind]} max={max} />
}
