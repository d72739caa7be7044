import type { EpochMs, SupplierId } from '../../domain/brands.js'
import type { Database, Queryable } from '../database.js'
import { sqlState } from '../in-transaction.js'

/** A view of a list that somebody saved for the team. */
export interface SavedView {
  readonly viewId: number
  /** Page of the console to which it belongs. */
  readonly page: string
  readonly name: string
  /** The filter, as it stands in an address. */
  readonly query: string
  /** Goes up with each change. */
  readonly version: number
  readonly createdAt: EpochMs
  readonly createdBy: string
  readonly changedAt: EpochMs
  readonly changedBy: string
}

/** What a view says, and who says so. */
export interface ViewContent {
  readonly page: string
  readonly name: string
  readonly query: string
  readonly by: string
  readonly now: EpochMs
}

const line = (db: Queryable) => db`
  view_id as "viewId", page, name, query, version, created_at as "createdAt", created_by as "createdBy",
  changed_at as "changedAt", changed_by as "changedBy"`

/** @param team a supplier's people, or null: the operations team */
const ofTeam = (db: Queryable, team: SupplierId | null) => db`supplier_id is not distinct from ${team}`

/** A team's views by page and name. */
export async function listViews(
  db: Queryable,
  team: SupplierId | null,
  page: string | undefined,
): Promise<readonly SavedView[]> {
  return db<SavedView[]>`
    select ${line(db)} from saved_view where ${ofTeam(db, team)} ${page === undefined ? db`` : db`and page = ${page}`}
    order by page, lower(name), view_id limit 1000`
}

export async function findView(db: Queryable, team: SupplierId | null, viewId: number): Promise<SavedView | null> {
  const [row] = await db<SavedView[]>`
    select ${line(db)} from saved_view where view_id = ${viewId} and ${ofTeam(db, team)}`
  return row ?? null
}

/** @returns null: the team has a view of this page and name */
export async function storeView(
  db: Queryable,
  team: SupplierId | null,
  { page, name, query, by, now }: ViewContent,
): Promise<SavedView | null> {
  const [row] = await db<SavedView[]>`
    insert into saved_view (supplier_id, page, name, query, created_at, created_by, changed_at, changed_by)
    values (${team}, ${page}, ${name}, ${query}, ${now}, ${by}, ${now}, ${by})
    on conflict ((coalesce(supplier_id, '')), page, lower(name)) do nothing returning ${line(db)}`
  return row ?? null
}

/**
 * Changes a view that is still at the version given.
 * @returns `moved`: it is not; `taken`: another view of the page has the name
 */
export async function changeView(
  db: Database,
  team: SupplierId | null,
  { viewId, version }: Pick<SavedView, 'viewId' | 'version'>,
  { name, query, by, now }: Omit<ViewContent, 'page'>,
): Promise<SavedView | 'moved' | 'taken'> {
  try {
    const [row] = await db<SavedView[]>`
      update saved_view set name = ${name}, query = ${query}, version = version + 1, changed_at = ${now}, changed_by = ${by}
      where view_id = ${viewId} and version = ${version} and ${ofTeam(db, team)}
      returning ${line(db)}`
    return row ?? 'moved'
  } catch (error) {
    if (sqlState(error) === uniqueViolation) return 'taken'
    throw error
  }
}

const uniqueViolation = '23505'

/** @returns false: it is not there at this version */
export async function removeView(
  db: Queryable,
  team: SupplierId | null,
  { viewId, version }: Pick<SavedView, 'viewId' | 'version'>,
): Promise<boolean> {
  const removed = await db`
    delete from saved_view where view_id = ${viewId} and version = ${version} and ${ofTeam(db, team)} returning 1`
  return removed.length > 0
}
