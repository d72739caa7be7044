import { MeterliftError } from '../domain/errors.js'
import { diffProgrammes } from '../programme/diff.js'
import type { FieldChange, ProgrammeSection } from '../programme/diff-types.js'
import type { Queryable } from '../register/database.js'
import { findProgrammeVersion } from '../register/read/programme-versions.js'

/** What one version of the programme says differently than another. */
export interface VersionDifferences {
  /** Null: there was none before. */
  readonly from: number | null
  readonly to: number
  readonly changes: readonly {
    readonly section: ProgrammeSection
    readonly kind: 'added' | 'removed' | 'changed'
    /** Id of the item. */
    readonly key: string
    /** Empty unless it changed. */
    readonly fields: readonly FieldChange[]
  }[]
}

/**
 * Compares a version of the programme with another, or with the one before it.
 * @throws MeterliftError VERSION_UNKNOWN
 */
export async function compareVersions(
  db: Queryable,
  version: number,
  other: number | undefined,
): Promise<VersionDifferences> {
  const from = other ?? (version > 1 ? version - 1 : null)
  const [after, before] = await Promise.all([known(db, version), from === null ? null : known(db, from)])
  const { changes } = diffProgrammes(before?.programme ?? null, after.programme)
  return {
    from,
    to: version,
    changes: changes.map((change) => ({ ...change, fields: change.kind === 'changed' ? change.fields : [] })),
  }
}

async function known(db: Queryable, version: number) {
  const found = await findProgrammeVersion(db, version)
  if (found === null) throw versionUnknown(version)
  return found
}

export function versionUnknown(version: number): MeterliftError {
  return new MeterliftError('VERSION_UNKNOWN', `the programme has no version ${version}`, {
    hint: 'meterlift programme versions, or GET /v1/programme/versions, lists them',
  })
}
