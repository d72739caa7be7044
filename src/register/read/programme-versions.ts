import type { EpochMs } from '../../domain/brands.js'
import type { Programme } from '../../domain/programme.js'
import { parseProgramme } from '../../programme/parse.js'
import type { Queryable } from '../database.js'

/** A version of the programme, without its content. */
export interface ProgrammeVersionLine {
  readonly version: number
  readonly name: string
  readonly digest: string
  readonly appliedAt: EpochMs
  readonly appliedBy: string
  readonly changes: readonly string[]
  /** When the last meter that it concerns had been told; null: still at it. */
  readonly toldAt: EpochMs | null
}

const line = (db: Queryable) => db`
  version, name, digest, applied_at as "appliedAt", applied_by as "appliedBy", changes, told_at as "toldAt"`

/** Versions, the newest first. */
export async function listProgrammeVersions(
  db: Queryable,
  page: { readonly before: number | null; readonly limit: number },
): Promise<readonly ProgrammeVersionLine[]> {
  return db<ProgrammeVersionLine[]>`
    select ${line(db)} from programme_version
    where ${page.before === null ? db`true` : db`version < ${page.before}`} order by version desc limit ${page.limit}`
}

/** One version with its content; null if there is none of this number. */
export async function findProgrammeVersion(
  db: Queryable,
  version: number,
): Promise<(ProgrammeVersionLine & { readonly programme: Programme }) | null> {
  const [row] = await db<(ProgrammeVersionLine & { readonly content: unknown })[]>`
    select ${line(db)}, content from programme_version where version = ${version}`
  if (row === undefined) return null
  const { content, ...rest } = row
  return { ...rest, programme: parseProgramme(content) }
}
