import type { JourneyId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import type { CheckFacts, Comparison } from './comparison.js'

/** How many examples of a kind of difference are told. */
const examples = 5
const sliceSize = 500

/** How much there is of one kind of difference: journeys as examples where it has any, else what differs. */
export interface Found {
  readonly count: number
  readonly journeys: readonly JourneyId[]
  readonly items: readonly string[]
}

/**
 * The differences of one check, kept in a temporary table of a connection of its own: however many there are, none but
 * the examples is in memory.
 */
export async function openDifferences(held: Queryable): Promise<void> {
  await held`drop table if exists difference`
  await held`create temp table difference (code text not null, item text not null, journey_id bigint, primary key (code, item))`
}

/** Makes one comparison, in one statement. */
export async function gather(held: Queryable, comparison: Comparison, facts: CheckFacts): Promise<void> {
  await held`
    insert into difference (code, item, journey_id)
    select ${comparison.code}, item, journey_id from (${comparison.find(held, facts)}) found`
}

/** Adds what was found elsewhere than in the register. */
export async function addDifferences(
  held: Queryable,
  code: string,
  items: readonly { readonly item: string; readonly journeyId: JourneyId | null }[],
): Promise<void> {
  if (items.length === 0) return
  await held`
    insert into difference (code, item, journey_id)
    select ${code}, item, journey_id
    from unnest(${items.map(({ item }) => item)}::text[], ${items.map(({ journeyId }) => journeyId)}::bigint[]) as x(item, journey_id)
    on conflict do nothing`
}

export async function summarise(held: Queryable, code: string): Promise<Found> {
  const [found] = await held<Found[]>`
    select (select count(*) from difference where code = ${code}) as count,
           array(select distinct journey_id from difference where code = ${code} and journey_id is not null order by 1 limit ${examples}) as journeys,
           array(select item from difference where code = ${code} and journey_id is null order by 1 limit ${examples}) as items`
  return found ?? { count: 0, journeys: [], items: [] }
}

/** What was found of one kind, slice by slice, for its repair. */
export async function* slices(held: Queryable, code: string): AsyncGenerator<readonly string[]> {
  let after = ''
  for (;;) {
    const rows = await held<{ item: string }[]>`
      select item from difference where code = ${code} and item > ${after} order by item limit ${sliceSize}`
    const last = rows.at(-1)
    if (last === undefined) return
    yield rows.map(({ item }) => item)
    after = last.item
  }
}

/** How many journeys there are, and how many keys of counters: what a check compared. */
export async function sizeOf(held: Queryable): Promise<{ readonly journeys: number; readonly counters: number }> {
  const [size] = await held<{ journeys: number; counters: number }[]>`
    select (select count(*) from journey) as journeys,
           (select count(*) from stage_count) + (select count(*) from duty_count) + (select count(*) from lane_day)
             + (select count(*) from lane_day_supplier) as counters`
  return size ?? { journeys: 0, counters: 0 }
}
