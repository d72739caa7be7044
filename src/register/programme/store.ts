import { parseProgramme } from '../../programme/parse.js'
import type { Programme } from '../../domain/programme.js'
import { MeterliftError } from '../../domain/errors.js'
import type { Queryable } from '../database.js'

/** The programme in force. */
export interface ProgrammeInForce {
  readonly version: number
  readonly programme: Programme
  readonly digest: string
  readonly name: string
  readonly appliedAt: number
  readonly appliedBy: string
}

/** Advisory lock held shared by every step and exclusively while a new version is put in force. */
const programmeLock = 7_305_119

/**
 * Who waits for the lock alone keeps those away who would share it. So it is waited for in turns, the first a quarter of a
 * second, the longest four, and for twice as long everyone else goes through: a step or an import that takes long delays the
 * change, and other steps for moments only. After a minute and a half it gives up (SQLSTATE 55P03), within the time that
 * the daily watch has.
 */
const aloneInTurns = `
do $$
declare
  turn_ms integer := 250;
begin
  for tries in 1..11 loop
    begin
      perform set_config('lock_timeout', turn_ms::text, true);
      perform pg_advisory_xact_lock(${programmeLock});
      perform set_config('lock_timeout', '0', true);
      return;
    exception when lock_not_available then
      perform pg_sleep(turn_ms * 0.002);
      turn_ms := least(4000, turn_ms * 2);
    end;
  end loop;
  raise exception using errcode = 'lock_not_available', message = 'the programme is held';
end
$$`

/**
 * Keeps a step's transaction and a change of the programme apart: either the step is decided under the new version, or
 * its wait is written before the change looks for those that wait. So no wake-up is lost.
 * @throws MeterliftError PROGRAMME_HELD where it is wanted exclusively, and others share it for a minute and a half
 */
export async function holdProgramme(tx: Queryable, mode: 'shared' | 'exclusive'): Promise<void> {
  if (mode === 'shared') await tx`select pg_advisory_xact_lock_shared(${programmeLock})`
  else {
    await tx.unsafe(aloneInTurns).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === '55P03')) throw error
      throw new MeterliftError('PROGRAMME_HELD', 'an import or a step is under way that needs the programme as it is', {
        hint: 'try again once it is over; nothing was changed',
      })
    })
  }
}

/** Reads the programme in force, parsing a version's content once per process. */
export function createProgrammeStore(): { readonly current: (tx: Queryable) => Promise<ProgrammeInForce> } {
  let cached: ProgrammeInForce | undefined
  return {
    async current(tx) {
      const [newest] = await tx<{ version: number }[]>`select max(version) as version from programme_version`
      if (newest === undefined || newest.version === null) {
        throw new MeterliftError('PROGRAMME_MISSING', 'no programme is in force', {
          hint: 'apply one: meterlift programme apply <folder>',
        })
      }
      if (cached?.version === newest.version) return cached
      const [row] = await tx<
        { name: string; digest: string; content: unknown; applied_at: number; applied_by: string }[]
      >`
        select name, digest, content, applied_at, applied_by from programme_version where version = ${newest.version}`
      if (row === undefined) throw new Error(`programme version ${newest.version} vanished`)
      cached = {
        version: newest.version,
        programme: parseProgramme(row.content),
        digest: row.digest,
        name: row.name,
        appliedAt: row.applied_at,
        appliedBy: row.applied_by,
      }
      return cached
    },
  }
}

/** The programme in force, or null before the first. */
export async function findInForce(db: Queryable, store: ProgrammeStore): Promise<ProgrammeInForce | null> {
  const [newest] = await db<{ version: number | null }[]>`select max(version) as version from programme_version`
  return newest?.version == null ? null : store.current(db)
}

export type ProgrammeStore = ReturnType<typeof createProgrammeStore>
