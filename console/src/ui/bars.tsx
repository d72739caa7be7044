import type { ReactNode } from 'react'
import { number, share } from '../words/numbers.js'
import styles from './bars.module.css'
import type { Tone } from './tone.js'

export interface Bar {
  readonly key: string
  /** What it is: a text, a badge or a link. */
  readonly label: ReactNode
  readonly value: number
  readonly tone: Tone
}

interface BarsProps {
  /** What is counted, for those who hear the table. */
  readonly caption: string
  /** Heading of the first column. */
  readonly of: string
  /** Heading of the figures. */
  readonly unit: string
  readonly bars: readonly Bar[]
  /** What 100 % is; default: the sum. */
  readonly whole?: number
}

/** A bar chart that is a table: label, figure, share, and a bar as long as the figure. The bar adds nothing that the row lacks. */
export function Bars({ caption, of, unit, bars, whole }: BarsProps) {
  const sum = whole ?? bars.reduce((total, { value }) => total + value, 0)
  const most = Math.max(1, ...bars.map(({ value }) => value))
  return (
    <table className={styles.bars}>
      <caption className="heard">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{of}</th>
          <th scope="col" className="number">
            {unit}
          </th>
          <th scope="col" className="number">
            Share
          </th>
          <td className={styles.track} />
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, label, value, tone }) => (
          <tr key={key} data-nothing={value === 0 || undefined}>
            <th scope="row">{label}</th>
            <td className="number">{number(value)}</td>
            <td className={`number ${styles.share}`}>{share(value, sum)}</td>
            <td className={styles.track} aria-hidden="true">
              <div
                className={styles.bar}
                data-tone={tone}
                // A few among millions are seen too.
                style={{ width: value === 0 ? 0 : `max(2px, ${(100 * value) / most}%)` }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface StackedProps {
  /** The whole bar in one sentence. */
  readonly label: string
  readonly parts: readonly {
    readonly key: string
    readonly name: string
    readonly value: number
    readonly tone: Tone
  }[]
}

/** One bar of several parts; its table stands beside it (`Bars`), so those who listen hear the sentence alone. */
export function Stacked({ label, parts }: StackedProps) {
  const shown = parts.filter(({ value }) => value > 0)
  return (
    <div className={styles.stacked} role="img" aria-label={label}>
      {shown.map(({ key, name, value, tone }) => (
        <div key={key} data-tone={tone} style={{ flexGrow: value }} title={`${name}: ${number(value)}`} />
      ))}
    </div>
  )
}
