import type { EpochMs } from '../../domain/brands.js'
import type { Queryable } from '../database.js'

/**
 * Columns that follow from a member's journey, with or without its release.
 * @param released whether it is released, or SQL that says so
 */
export const memberColumns = (tx: Queryable, released: boolean | ReturnType<Queryable>) => tx`
  state = batch_member_state(j.stage, j.standing, ${released}, b.attempts),
  code = batch_member_code(batch_member_state(j.stage, j.standing, ${released}, b.attempts), j.stage, j.standing, j.code, j.failure_code)`

/**
 * Takes back what is released and not claimed, and holds the automatic retries of what is in flight or failed. The lanes'
 * claims take the same locks: each installation is either claimed or withdrawn.
 */
export async function withdrawReleased(tx: Queryable, batchId: number): Promise<void> {
  await tx`
    select count(*) from (
      select from installation
      where installation_id in (select installation_id from batch_member where batch_id = ${batchId} and released_at is not null and ended_at is null)
      order by installation_id for update) locked`
  await tx`
    with withdrawn as (
      update batch_member b set released_at = null, ${memberColumns(tx, false)}
      from journey j
      where b.batch_id = ${batchId} and b.released_at is not null and b.ended_at is null and j.journey_id = b.journey_id
      returning b.installation_id
    )
    update installation i set release = 'withheld'
    from (select distinct installation_id from withdrawn) w where i.installation_id = w.installation_id and i.release = 'released'`
}

/** Which live members are given back. */
export interface GiveBackOf {
  /** Their reason, as members show it. */
  readonly code: string
  /** Only those of this wave. */
  readonly wave?: number
  /** Only installations with a meter of this supplier. */
  readonly supplier?: string
  /** Only installations with one of these meters. */
  readonly devices?: readonly string[]
  /** Those that a lane could claim stay. */
  readonly keepReleased?: boolean
  /** What a member waited for stays its reason. */
  readonly keepReason?: boolean
  /** At most so many installations. */
  readonly limit: number
}

/** Whether a member is one that is meant, and not another meter behind the same hub. */
const itself = (tx: Queryable, { supplier, devices }: GiveBackOf, ids: readonly number[]) =>
  devices !== undefined
    ? tx`journey_id in (select d.journey_id from meter d where d.device_id = any(${[...devices]}::text[]))`
    : supplier !== undefined
      ? tx`journey_id in (select s.journey_id from journey s where s.installation_id = any(${[...ids]}::bigint[]) and s.supplier_id = ${supplier})`
      : tx`true`

/**
 * Gives members back that are not in flight, as whole installations: they are in no batch any more. A meter whose supplier had
 * authorised this batch alone is checked anew.
 * @returns how many members were given back
 */
export async function giveBackMembers(tx: Queryable, batchId: number, of: GiveBackOf, now: EpochMs): Promise<number> {
  const rows = await tx<{ installation_id: number }[]>`
    select i.installation_id from installation i
    where i.state <> 'in-flight' and i.installation_id in (
      select b.installation_id from batch_member b
      where b.batch_id = ${batchId} and b.ended_at is null
        ${of.wave === undefined ? tx`` : tx`and b.wave = ${of.wave}`}
        ${of.supplier === undefined ? tx`` : tx`and exists (select from journey s where s.installation_id = b.installation_id and s.supplier_id = ${of.supplier})`}
        ${of.devices === undefined ? tx`` : tx`and exists (select from meter d where d.installation_id = b.installation_id and d.device_id = any(${[...of.devices]}::text[]))`}
        ${of.keepReleased === true ? tx`and not exists (select from batch_member o where o.batch_id = b.batch_id and o.installation_id = b.installation_id and o.ended_at is null and o.state in ('released', 'in-flight'))` : tx``}
      limit ${of.limit})
    order by i.installation_id for update`
  if (rows.length === 0) return 0
  const ids = rows.map((row) => row.installation_id)
  const given = await tx<{ journey_id: number }[]>`
    update batch_member set state = 'given-back', ended_at = ${now},
      code = case when ${of.keepReason === true} and state in ('waiting', 'retrying') then code
                  when ${itself(tx, of, ids)} then ${of.code} else 'BAT_SIBLING_REFUSED' end
    where batch_id = ${batchId} and installation_id = any(${ids}::bigint[]) and ended_at is null and state <> 'in-flight'
    returning journey_id`
  await tx`select free_installations(${ids}::bigint[])`
  await tx`
    insert into outbox (journey_id, kind, body, priority, not_before)
    select journey_id, 'programme', '{}', 3, ${now} from authorisation
    where batch_id = ${batchId} and journey_id = any(${given.map((row) => row.journey_id)}::bigint[]) order by journey_id`
  return given.length
}
