import type { ReactNode } from 'react'
import styles from './plain-table.module.css'

interface PlainTableProps {
  readonly caption: string
  readonly heads: readonly (string | { readonly title: string; readonly align: 'right' })[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[]
}

/** A short table without pages, inside a panel; long lists are `DataTable`s. */
export function PlainTable({ caption, heads, rows }: PlainTableProps) {
  const right = heads.map((head) => typeof head !== 'string')
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption}>
      <table className={styles.table}>
        <caption className="heard">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head) => {
              const title = typeof head === 'string' ? head : head.title
              return (
                <th key={title} scope="col" className={typeof head === 'string' ? undefined : 'number'}>
                  {title}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells }) => (
            <tr key={key}>
              {cells.map((cell, column) => (
                <td key={column} className={right[column] === true ? 'number' : undefined}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
