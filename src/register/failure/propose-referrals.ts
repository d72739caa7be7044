import type { EpochMs } from '../../domain/brands.js'
import type { RetryTable } from '../../domain/programme.js'
import type { Queryable } from '../database.js'

const dayMs = 86_400_000

/**
 * Proposes a referral for every failure that has stood without progress for as long as the retry table says, to whoever
 * must act by the table; each failure once. A proposal moves nothing: a person refers, or does not.
 * @returns how many were proposed
 */
export async function proposeReferrals(
  tx: Queryable,
  table: RetryTable,
  now: EpochMs,
  programmeVersion: number,
): Promise<number> {
  const owners = table.rules.map(({ code, owner }) => ({ code: code.toUpperCase(), owner }))
  const [row] = await tx<{ n: number }[]>`
    with stuck as (
      select j.journey_id, j.failed_at, j.failure_code, coalesce(r.owner, 'operations') as addressee
      from journey j left join jsonb_to_recordset(${tx.json(owners)}) as r(code text, owner text) on r.code = upper(j.failure_code)
      where j.stage in ('retry', 'needs-action') and j.failure_code is not null
        and j.failed_at <= ${now - table.referralAfterDays * dayMs}
        and not exists (select from failure_case c
                        where c.journey_id = j.journey_id and c.since = j.failed_at and c.referral is not null)
    ), proposed as (
      insert into failure_case as c (journey_id, since, code, referral, addressee)
      select journey_id, failed_at, failure_code, 'proposed', addressee from stuck
      on conflict (journey_id, since) do update set referral = 'proposed', addressee = excluded.addressee
        where c.referral is null
      returning journey_id, addressee
    ), told as (
      insert into evidence (journey_id, at, kind, code, cause, actor, programme_version, detail)
      select journey_id, ${now}, 'note', 'REFERRAL_PROPOSED', 'no progress for ' || ${String(table.referralAfterDays)} || ' days',
             'meterlift', ${programmeVersion}, jsonb_build_object('text', addressee)
      from proposed
    )
    select count(*) as n from proposed`
  return row?.n ?? 0
}
