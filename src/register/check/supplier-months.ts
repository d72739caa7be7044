import type { Queryable } from '../database.js'
import type { Comparison } from './comparison.js'
import { corrected } from './counters.js'

/** Columns of `supplier_month` that the evidence and the changes of supplier give to the month, and those that attempts give. */
const byMonth = ['failed', 'enrolled', 'replaced', 'excluded', 'lost', 'decided', 'gained', 'switched_away'] as const
const byAttempt = ['attempts', 'cost_pence'] as const
const columns = [...byAttempt, ...byMonth]

/**
 * The supplier that `meter m` had by its next change of supplier, if there is one, as the evidence of that has it or,
 * for what has only a time, the record of changes.
 */
const supplierThen = (tx: Queryable, next: ReturnType<Queryable>) => tx`
  coalesce(case when exists (select from supplier_change c where c.journey_id = m.journey_id) then (${next}) end, m.supplier_id)`
const atStep = (tx: Queryable, step: ReturnType<Queryable>) =>
  supplierThen(
    tx,
    tx`select s.detail ->> 'from' from evidence s
       where s.journey_id = m.journey_id and s.kind = 'supplier' and s.seq is not null and (s.epoch, s.seq) >= ${step}
       order by s.epoch, s.seq, s.part limit 1`,
  )
const atTime = (tx: Queryable, at: ReturnType<Queryable>) =>
  supplierThen(
    tx,
    tx`select c.supplier_id from supplier_change c
       where c.journey_id = m.journey_id and c.direction = 'switched-away' and c.recorded_at >= ${at} order by c.change_id limit 1`,
  )

const monthOf = (tx: Queryable, at: ReturnType<Queryable>) =>
  tx`date_trunc('month', ${at} at time zone 'Europe/London')::date`

/**
 * What happened, one row each: the set-based twin of `countFigures` (src/register/figures/count-figures.ts). An attempt is on
 * record with the time at which it landed, not at which that was taken: its month is left out. Whose it was it knows itself, but for
 * those that had landed before attempts knew (migration 029).
 */
const happened = (tx: Queryable) => tx`
  select ${atStep(tx, tx`(e.epoch, e.seq)`)} as supplier_id, ${monthOf(tx, tx`e.at`)} as month, what.what, 1 as n
  from evidence e join meter m using (journey_id)
  cross join lateral (
    select 'failed' as what where e.kind = 'attempt' and e.code is distinct from 'ATTEMPT_VOIDED'
    union all
    select e.to_stage where e.to_stage in ('enrolled', 'replaced', 'excluded', 'lost') and e.from_stage is distinct from e.to_stage
  ) what
  where e.seq is not null and (e.kind = 'attempt' or e.to_stage in ('enrolled', 'replaced', 'excluded', 'lost'))
  union all
  select ${atStep(tx, tx`(d.epoch, d.seq)`)}, ${monthOf(tx, tx`d.at`)}, 'decided', 1
  from (
    select journey_id, epoch, seq, min(at) as at from evidence
    where actor <> 'meterlift' and kind in ('decision', 'replacement', 'authorisation', 'stage') and seq is not null
    group by journey_id, epoch, seq
  ) d join meter m using (journey_id)
  union all
  select c.supplier_id, ${monthOf(tx, tx`c.recorded_at`)}, case c.direction when 'gained' then 'gained' else 'switched_away' end, 1
  from supplier_change c
  union all
  select coalesce(a.supplier_id, ${atTime(tx, tx`a.landed_at`)}), null, side.what, side.n
  from attempt a join meter m using (journey_id)
  cross join lateral (values ('attempts', 1), ('cost_pence', a.cost_pence)) side(what, n)
  where a.landed_at is not null`

const kept = (tx: Queryable) => tx`
  select f.supplier_id, case when side.what = any(${[...byMonth]}::text[]) then f.month end as month, side.what, side.n
  from supplier_month f
  cross join lateral (values ${columns.map((column, i) => tx`${i === 0 ? tx`` : tx`,`} (${column}, ${tx(column)})`)}) side(what, n)`

/**
 * What a recount and the figures differ by. While there are attempts that do not know whose they were, those of all suppliers together
 * are compared: a meter may have changed supplier between the landing and its being taken.
 */
const delta = (tx: Queryable) => tx`
  select supplier_id, month, what, n
  from (
    select supplier_id, month, what, sum(n)::bigint as n, sum(sum(n)) over (partition by what) as of_all
    from (select * from (${happened(tx)}) h union all select supplier_id, month, what, -n from (${kept(tx)}) k) both_counts
    group by supplier_id, month, what
  ) differing
  where n <> 0 and (month is not null or of_all <> 0
    or not exists (select from attempt where landed_at is not null and supplier_id is null))`

/** The figures of suppliers by month against a recount; what attempts lack is added to the present month. */
export const supplierMonthComparison: Comparison = {
  code: 'CHK_SUPPLIER_MONTHS',
  find: (tx) => tx`
    select concat_ws(' ', supplier_id, to_char(month, 'YYYY-MM'), what) || ': ' || n as item, null::bigint as journey_id
    from (${delta(tx)}) delta`,
  repair: (db, _, { today }) =>
    corrected(db, async (tx) => {
      const [mended] = await tx<{ count: number }[]>`
        with differing as materialized (${delta(tx)}), mended as (
          insert into supplier_month as f (supplier_id, month, slot, ${tx(columns)})
          select supplier_id, coalesce(month, date_trunc('month', ${today}::date)::date) as month, 0,
            ${columns.map((column, i) => tx`${i === 0 ? tx`` : tx`,`} coalesce(sum(n) filter (where what = ${column}), 0)`)}
          from differing group by 1, 2 order by 1, 2
          on conflict (supplier_id, month, slot) do update set
            ${columns.map((column, i) => tx`${i === 0 ? tx`` : tx`,`} ${tx(column)} = f.${tx(column)} + excluded.${tx(column)}`)}
        )
        select count(*) as count from differing`
      return mended ?? { count: 0 }
    }),
}
