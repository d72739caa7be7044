import type { EpochMs } from '../domain/brands.js'
import { londonDate } from '../domain/calendar.js'
import type { Programme } from '../domain/programme.js'
import { describeDiff } from '../programme/describe-diff.js'
import { diffProgrammes } from '../programme/diff.js'
import { loadProgramme } from '../programme/load.js'
import { programmeInvalid } from '../programme/problem.js'
import type { Database } from '../register/database.js'
import { putInForce } from '../register/programme/change.js'
import { createProgrammeStore, findInForce } from '../register/programme/store.js'

/** A programme read from its folder. */
export interface ReadProgramme {
  readonly programme: Programme
  readonly digest: string
}

/** @throws MeterliftError PROGRAMME_INVALID with every problem's file, line and field */
export async function readProgrammeFolder(folder: string, now: EpochMs): Promise<ReadProgramme> {
  const result = await loadProgramme(folder, { today: londonDate(now) })
  if (!result.ok) throw programmeInvalid(folder, result.problems)
  return result
}

export interface AppliedProgramme {
  readonly version: number
  /** False: the same files are in force already. */
  readonly changed: boolean
  /** What changed, as lines for people. */
  readonly changes: readonly string[]
}

/**
 * Puts a programme folder in force as a new version, with who and when. The meters it concerns are told by the workers,
 * at a pace; all other meters sleep on.
 */
export async function applyProgramme(
  db: Database,
  folder: string,
  options: { readonly by: string; readonly now: EpochMs },
): Promise<AppliedProgramme> {
  return applyReadProgramme(db, await readProgrammeFolder(folder, options.now), options)
}

/** Puts a programme that was read before in force; as `applyProgramme`. */
export async function applyReadProgramme(
  db: Database,
  next: ReadProgramme,
  options: { readonly by: string; readonly now: EpochMs; readonly ifVersion?: number },
): Promise<AppliedProgramme> {
  const before = await findInForce(db, createProgrammeStore())
  if (before?.digest === next.digest) return { version: before.version, changed: false, changes: [] }
  const changes = describeDiff(diffProgrammes(before?.programme ?? null, next.programme))
  const put = await putInForce(db, {
    ...next,
    appliedBy: options.by,
    now: options.now,
    today: londonDate(options.now),
    changes,
    ...(options.ifVersion === undefined ? {} : { ifVersion: options.ifVersion }),
  })
  return { ...put, changes }
}
