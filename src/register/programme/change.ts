import type { EpochMs, IsoDate } from '../../domain/brands.js'
import { MeterliftError } from '../../domain/errors.js'
import type { Programme } from '../../domain/programme.js'
import { assessCombinations } from '../combinations.js'
import { inTransaction } from '../in-transaction.js'
import { toJson } from '../json.js'
import type { Database, Queryable } from '../database.js'
import { outboxPriority } from '../outbox/claim.js'
import { holdProgramme } from './store.js'

export interface NewVersion {
  readonly programme: Programme
  readonly digest: string
  readonly appliedBy: string
  readonly now: EpochMs
  readonly today: IsoDate
  /** What changed, as lines for people. */
  readonly changes: readonly string[]
  /** The version that must be in force still, where somebody looked at it before deciding. */
  readonly ifVersion?: number
}

/**
 * Puts a programme in force as a new version, and works out anew what it says of each combination. The meters it
 * concerns are told afterwards, at a pace (see the `programmeChange` workflow).
 * @returns the version, or the one in force if its digest is the same
 * @throws MeterliftError PROGRAMME_MOVED, or PROGRAMME_DROPS_USED where it drops a lane, an SMSO or a supplier that is still in use
 */
export async function putInForce(
  db: Database,
  next: NewVersion,
): Promise<{ readonly version: number; readonly changed: boolean }> {
  return inTransaction(db, async (tx) => {
    await holdProgramme(tx, 'exclusive')
    const [newest] = await tx<{ version: number; digest: string; smsos: readonly string[] }[]>`
      select version, digest, jsonb_path_query_array(content, '$.smsos[*].id') as smsos
      from programme_version order by version desc limit 1`
    if (newest?.digest === next.digest) return { version: newest.version, changed: false }
    if (next.ifVersion !== undefined && newest?.version !== next.ifVersion) {
      throw new MeterliftError('PROGRAMME_MOVED', 'another version of the programme was put in force meanwhile', {
        hint: 'look at what it would change now, then decide again',
      })
    }
    await keepWhatIsUsed(tx, next.programme, newest?.smsos ?? [])
    const version = (newest?.version ?? 0) + 1
    const change = await assessCombinations(tx, next.programme, version, next.today, 'all')
    await tx`
      insert into programme_version (version, name, digest, applied_at, applied_by, content, changes, change_number)
      values (${version}, ${next.programme.name}, ${next.digest}, ${next.now}, ${next.appliedBy},
              ${tx.json(toJson(next.programme))}, ${tx.json([...next.changes])}, ${change})`
    return { version, changed: true }
  })
}

/**
 * Refuses a programme that drops what journeys still lean on: a lane that awaits outcomes, which nobody would ask after,
 * an SMSO whose records open meters need, a supplier that has open meters.
 */
async function keepWhatIsUsed(
  tx: Queryable,
  { lanes, smsos, suppliers }: Programme,
  smsosBefore: readonly string[],
): Promise<void> {
  const ids = (items: readonly { readonly id: string }[]): string[] => items.map(({ id }) => id)
  // All meters are looked through only where an SMSO is dropped: steps wait meanwhile.
  const dropsSmso = smsosBefore.some((before) => !smsos.some(({ id }) => id === before))
  const used = await tx<{ what: string; id: string; n: number }[]>`
    select 'lane' as what, lane_id as id, count(*) as n from submission
    where landed_at is null and lane_id <> all(${ids(lanes)}::text[]) group by lane_id
    union all
    select 'SMSO', m.smso_id, count(*) from meter m join journey j using (journey_id)
    where ${dropsSmso}::boolean and m.smso_id <> all(${ids(smsos)}::text[]) and j.stage not in ('enrolled', 'replaced', 'excluded', 'lost') group by m.smso_id
    union all
    select 'supplier', supplier_id, sum(n)::bigint from stage_count
    where supplier_id <> all(${ids(suppliers)}::text[]) and stage not in ('enrolled', 'replaced', 'excluded', 'lost')
    group by supplier_id having sum(n) > 0
    order by what, id`
  if (used.length === 0) return
  const names = used.map(({ what, id, n }) => `${what} ${id} (${n} ${what === 'lane' ? 'in flight' : 'open meters'})`)
  throw new MeterliftError('PROGRAMME_DROPS_USED', `the programme drops what is still in use: ${names.join(', ')}`, {
    hint: 'keep a lane with a dailyCapacity of 0 until its outcomes are in; correct the meters that name an SMSO or supplier; then drop it',
  })
}

/** A version whose meters have not all been told yet, with the number of the change it made to combinations. */
export interface UntoldVersion {
  readonly version: number
  readonly change_number: number | null
}

/** The versions whose meters have not all been told yet, oldest first. */
export async function untoldVersions(db: Queryable): Promise<readonly UntoldVersion[]> {
  return db<
    UntoldVersion[]
  >`select version, change_number from programme_version where told_at is null order by version`
}

export async function markTold(db: Queryable, version: number, now: EpochMs): Promise<void> {
  await db`update programme_version set told_at = ${now} where version <= ${version} and told_at is null`
}

/**
 * Tells the journeys in a range of numbers that a change concerns: those that wait for, or stand ready on, what it says of
 * their combination, and those that wait for an authorisation that now stands. They are told one after the other, so
 * many a second from now on.
 * @returns how many are told
 */
export async function wakeConcerned(
  tx: Queryable,
  options: {
    readonly range: { readonly after: number; readonly upTo: number }
    readonly sinceChange: number
    readonly standingSuppliers: readonly string[]
    readonly now: EpochMs
    readonly perSecond: number
  },
): Promise<number> {
  const { after, upTo } = options.range
  const [row] = await tx<{ woken: number }[]>`
    with concerned as (
      select j.journey_id, row_number() over (order by j.journey_id) as place
      from journey j
      join installation i on i.installation_id = j.installation_id
      left join combination c using (combination_id)
      left join wait w on w.journey_id = j.journey_id
      where j.journey_id > ${after} and j.journey_id <= ${upTo}
        and (c.change_number >= ${options.sinceChange}
               and (w.kind in ('cohort', 'combination', 'cpl') or j.stage = 'migration' and j.standing <> 'in-flight')
             or w.kind = 'authorisation' and w.key = any(${[...options.standingSuppliers]}::text[]))
    ), told as (
      insert into outbox (journey_id, kind, body, priority, not_before)
      select journey_id, 'programme', '{}', ${outboxPriority.wake},
             ${options.now}::timestamptz + place / ${options.perSecond}::double precision * interval '1 s'
      from concerned order by place
      returning 1
    )
    select count(*) as woken from told`
  return row?.woken ?? 0
}
