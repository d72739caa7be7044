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
  /** The proposal that it was; null: applied from its folder. */
  readonly proposal: { readonly proposalId: number; readonly reason: string; readonly proposedBy: string } | null
}

const line = (db: Queryable) => db`
  v.version, v.name, v.digest, v.applied_at as "appliedAt", v.applied_by as "appliedBy", v.changes, v.told_at as "toldAt",
  (select json_build_object('proposalId', p.proposal_id, 'reason', p.reason, 'proposedBy', p.proposed_by)
   from programme_proposal p where p.version = v.version and p.state = 'applied' order by p.proposal_id limit 1) as proposal`

/** Versions, the newest first. */
export async function listProgrammeVersions(
  db: Queryable,
  page: { readonly before: number | null; readonly limit: number },
): Promise<readonly ProgrammeVersionLine[]> {
  return db<ProgrammeVersionLine[]>`
    select ${line(db)} from programme_version v
    where ${page.before === null ? db`true` : db`v.version < ${page.before}`} order by v.version desc limit ${page.limit}`
}

/** One version with its content; null if there is none of this number. */
export async function findProgrammeVersion(
  db: Queryable,
  version: number,
): Promise<(ProgrammeVersionLine & { readonly programme: Programme }) | null> {
  const [row] = await db<(ProgrammeVersionLine & { readonly content: unknown })[]>`
    select ${line(db)}, v.content from programme_version v where v.version = ${version}`
  if (row === undefined) return null
  const { content, ...rest } = row
  return { ...rest, programme: parseProgramme(content) }
}
