import type { ReactNode } from 'react'
import { counted, number } from '../words/numbers.js'
import { Button } from './button.js'
import styles from './data-table.module.css'
import type { Read } from './loaded.js'
import type { Paging } from './paging.js'
import { ProblemView } from './problem-view.js'
import { isChosen, withRows, type Choosing } from './selection.js'
import { Skeleton } from './skeleton.js'
import { StaleBadge } from './stale-badge.js'

export interface Column<T> {
  readonly key: string
  readonly title: string
  readonly cell: (row: T) => ReactNode
  /** Figures stand to the right. */
  readonly align?: 'right'
  /** Left out where the list has less room than this; the page of the row has it too. */
  readonly from?: 'medium' | 'wide' | 'wider' | 'widest'
  /** Its texts may take two lines. */
  readonly wraps?: true
}

/** A page of a list as the API answers it. */
export interface ListPage<T> {
  readonly rows: readonly T[]
  /** Cursor of the next page; null: this is the last. */
  readonly next: string | null
}

interface DataTableProps<T> {
  /** What the rows are, said to those who listen: “Meters”. */
  readonly caption: string
  readonly noun?: string
  /** Where an “s” does not make it many. */
  readonly nouns?: string
  readonly columns: readonly Column<T>[]
  readonly read: Read<ListPage<T>>
  /** Being read again for other filters or another page, while the old rows are still shown. */
  readonly changing?: boolean
  readonly rowKey: (row: T) => string
  /** The name of a row, for its tick box. */
  readonly rowName?: (row: T) => string
  readonly paging?: Paging
  /** How many match in all; undefined: being counted; null: nobody counts them. */
  readonly total?: TotalCount | null | undefined
  readonly choosing?: Choosing
  /** What can be done to the chosen rows. */
  readonly actions?: ReactNode
  /** Address of the whole list as CSV. */
  readonly exportHref?: string
  readonly empty: ReactNode
}

/** How many match: exactly, or at least so many where counting all would take too long. */
export interface TotalCount {
  readonly n: number
  readonly exact: boolean
}

export const totalText = ({ n, exact }: TotalCount): string => (exact ? number(n) : `${number(n)} or more`)

/** A list: sticky head, keyset pages, choice of rows or of all that match, and its states told apart. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { caption, columns, read, rowKey, choosing, empty, changing = false } = props
  if (read.data === undefined) {
    return read.isError ? (
      <ProblemView
        error={read.error}
        retry={() => void read.refetch()}
        title={`${caption}: the list could not be read`}
      />
    ) : (
      <div className={styles.frame}>
        <Skeleton lines={12} label={`${caption}: loading`} />
      </div>
    )
  }
  const { rows } = read.data
  return (
    <div className={styles.frame}>
      <Head {...props} page={read.data} />
      {rows.length === 0 ? (
        empty
      ) : (
        <div className={styles.scroll} tabIndex={0} role="region" aria-label={caption} aria-busy={changing}>
          <table className={styles.table} data-changing={changing || undefined}>
            <caption className="heard">{caption}</caption>
            <thead>
              <tr>
                {choosing !== undefined && <PageTick {...props} rows={rows} choosing={choosing} />}
                {columns.map(({ key, title, align, from }) => (
                  <th key={key} scope="col" data-from={from} className={align === 'right' ? 'number' : undefined}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={rowKey(row)} {...props} row={row} rows={rows} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Foot {...props} page={read.data} />
    </div>
  )
}

function Head<T>({
  read,
  total,
  choosing,
  actions,
  exportHref,
  noun = 'meter',
  nouns = `${noun}s`,
  page,
}: DataTableProps<T> & { page: ListPage<T> }) {
  return (
    <div className={styles.head}>
      <div className={styles.count} role="status">
        {total === undefined ? (
          <span className="quiet">counting…</span>
        ) : total === null ? (
          <span>
            {counted(page.rows.length, noun, nouns)}
            {page.next === null ? '' : ' on this page'}
          </span>
        ) : (
          <strong>
            {totalText(total)} {total.n === 1 ? noun : nouns}
          </strong>
        )}
      </div>
      {choosing !== undefined && <Chosen choosing={choosing} total={total} page={page} noun={noun} actions={actions} />}
      <div className={styles.tools} data-print="no">
        <StaleBadge readAt={read.dataUpdatedAt} failed={read.isError} />
        {exportHref !== undefined && (
          <a href={exportHref} download>
            Export CSV
          </a>
        )}
      </div>
    </div>
  )
}

interface ChosenProps<T> {
  readonly choosing: Choosing
  readonly total: TotalCount | null | undefined
  readonly page: ListPage<T>
  readonly noun: string
  readonly actions: ReactNode
}

/** What is chosen, in words, and how to choose all that match. */
function Chosen<T>({ choosing: { selection, choose }, total, page, noun, actions }: ChosenProps<T>) {
  if (selection.kind === 'none') return null
  const all = total === undefined || total === null ? 'all' : `all ${totalText(total)}`
  return (
    <div className={styles.chosen}>
      <span role="status">
        {selection.kind === 'all'
          ? `${all.charAt(0).toUpperCase()}${all.slice(1)} that match chosen`
          : `${counted(selection.keys.size, noun)} chosen`}
      </span>
      {selection.kind === 'rows' && (page.next !== null || page.rows.length !== selection.keys.size) && (
        <Button onPress={() => choose({ kind: 'all' })}>Choose {all} that match</Button>
      )}
      {actions}
      <Button look="bare" onPress={() => choose({ kind: 'none' })}>
        Clear
      </Button>
    </div>
  )
}

function PageTick<T>({ rows, rowKey, choosing }: DataTableProps<T> & { rows: readonly T[]; choosing: Choosing }) {
  const { selection, choose } = choosing
  const keys = rows.map(rowKey)
  const chosen = keys.filter((key) => isChosen(selection, key)).length
  return (
    <th scope="col" className={styles.tick}>
      <input
        type="checkbox"
        aria-label="Choose all on this page"
        checked={chosen === keys.length}
        ref={(box) => {
          if (box !== null) box.indeterminate = chosen > 0 && chosen < keys.length
        }}
        onChange={({ target }) => choose(withRows(selection, keys, keys, target.checked))}
      />
    </th>
  )
}

function Row<T>({ row, rows, columns, rowKey, rowName, choosing }: DataTableProps<T> & { row: T; rows: readonly T[] }) {
  const key = rowKey(row)
  const chosen = choosing !== undefined && isChosen(choosing.selection, key)
  return (
    <tr data-chosen={chosen || undefined}>
      {choosing !== undefined && (
        <td className={styles.tick}>
          <input
            type="checkbox"
            aria-label={`Choose ${rowName?.(row) ?? key}`}
            checked={chosen}
            onChange={({ target }) =>
              choosing.choose(withRows(choosing.selection, rows.map(rowKey), [key], target.checked))
            }
          />
        </td>
      )}
      {columns.map(({ key: column, cell, align, from, wraps }) => (
        <td key={column} data-from={from} className={align === 'right' ? 'number' : wraps && styles.wraps}>
          {cell(row)}
        </td>
      ))}
    </tr>
  )
}

function Foot<T>({ paging, page }: DataTableProps<T> & { page: ListPage<T> }) {
  const next = page.next
  if (paging === undefined || (paging.cursor === undefined && next === null)) return null
  return (
    <nav className={styles.foot} aria-label="Pages of this list" data-print="no">
      <Button onPress={paging.toFirst} isDisabled={paging.cursor === undefined}>
        First
      </Button>
      <Button onPress={paging.toPrevious ?? (() => undefined)} isDisabled={paging.toPrevious === null}>
        Previous
      </Button>
      <span className="quiet">{paging.page === null ? 'a later page' : `Page ${number(paging.page)}`}</span>
      <Button onPress={() => next !== null && paging.toNext(next)} isDisabled={next === null}>
        Next
      </Button>
    </nav>
  )
}
