import type { ReactNode } from 'react'
import styles from './stat-tile.module.css'
import type { Tone } from './tone.js'

interface StatTileProps {
  readonly label: string
  readonly value: string
  /** A line below: a part of the whole, a trend, since when. */
  readonly note?: ReactNode
  readonly tone?: Tone
}

/** One figure that is looked at first. */
export function StatTile({ label, value, note, tone }: StatTileProps) {
  return (
    <div className={styles.tile} data-tone={tone}>
      <dt>{label}</dt>
      <dd>{value}</dd>
      {note !== undefined && <dd className={styles.note}>{note}</dd>}
    </div>
  )
}

export function StatTiles({ children }: { readonly children: ReactNode }) {
  return <dl className={styles.tiles}>{children}</dl>
}
