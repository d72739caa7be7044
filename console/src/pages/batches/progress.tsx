import { memberStates, type MemberState } from '../../../../src/domain/batch/state.js'
import { Stacked } from '../../ui/bars.js'
import { memberStateWords } from '../../words/batches.js'
import { number } from '../../words/numbers.js'
import styles from './progress.module.css'

/** In a bar what is done stands first, what has not begun last. */
const inBar: readonly MemberState[] = [
  'enrolled',
  'ended',
  'failed',
  'retrying',
  'in-flight',
  'released',
  'waiting',
  'left',
  'given-back',
  'moved',
]

interface ProgressProps {
  readonly states: Readonly<Partial<Record<MemberState, number>>>
  readonly members: number
}

/** How far a batch is: a bar, and the same in figures below it. */
export function Progress({ states, members }: ProgressProps) {
  const given = memberStates.filter((state) => (states[state] ?? 0) > 0)
  const text = given.map((state) => `${number(states[state] ?? 0)} ${memberStateWords[state].label}`).join(' · ')
  return (
    <div className={styles.progress}>
      <Stacked
        label={`Of ${number(members)} members: ${text}`}
        parts={inBar.map((state) => ({
          key: state,
          name: memberStateWords[state].label,
          value: states[state] ?? 0,
          tone: memberStateWords[state].tone,
        }))}
      />
      <div className="small">{text}</div>
    </div>
  )
}
