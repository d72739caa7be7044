import type { EpochMs, JourneyId } from '../../domain/brands.js'
import type { Queryable } from '../database.js'
import { endStages } from './comparison.js'

/**
 * Notes which journeys are open before the workflows are listed: those must be among them, or have ended since. Kept in
 * temporary tables of the check's connection, since a fleet has more of them than memory should hold.
 */
export async function noteOpenJourneys(held: Queryable): Promise<void> {
  await held`drop table if exists noted, running`
  await held`
    create temp table noted as select journey_id from journey where epoch > 0 and stage not in ${endStages(held)} order by journey_id`
  await held`create index on noted (journey_id)`
  await held`create temp table running (journey_id bigint primary key)`
}

export async function noteRunning(held: Queryable, journeyIds: readonly JourneyId[]): Promise<void> {
  if (journeyIds.length > 0)
    await held`insert into running select unnest(${[...journeyIds]}::bigint[]) on conflict do nothing`
}

/** Makes the tables known to the planner, once all workflows are noted. */
export async function allNoted(held: Queryable): Promise<void> {
  await held`analyze noted`
  await held`analyze running`
}

interface Slice {
  readonly after: JourneyId
  readonly limit: number
}

/** Journeys that were open before the list was made, still are, and are not in it. */
export function openNotRunning(held: Queryable, { after, limit }: Slice): Promise<readonly JourneyId[]> {
  return ids(held<{ journey_id: JourneyId }[]>`
    select n.journey_id from noted n join journey j using (journey_id)
    where n.journey_id > ${after} and j.stage not in ${endStages(held)} and not exists (select from running r where r.journey_id = n.journey_id)
    order by n.journey_id limit ${limit}`)
}

/** Journeys that run although they came to an end before an instant. */
export function endedRunning(held: Queryable, before: EpochMs, { after, limit }: Slice): Promise<readonly JourneyId[]> {
  return ids(held<{ journey_id: JourneyId }[]>`
    select r.journey_id from running r join journey j using (journey_id)
    where r.journey_id > ${after} and j.stage in ${endStages(held)} and j.stage_since < ${before}
    order by r.journey_id limit ${limit}`)
}

/** Journeys that run although the register has none of their number. */
export function unknownRunning(held: Queryable, { after, limit }: Slice): Promise<readonly JourneyId[]> {
  return ids(held<{ journey_id: JourneyId }[]>`
    select r.journey_id from running r
    where r.journey_id > ${after} and not exists (select from journey j where j.journey_id = r.journey_id)
    order by r.journey_id limit ${limit}`)
}

/** Which of some suspects are still as suspected: open, or at an end, and no message is about to reach them. */
export function stillSo(
  held: Queryable,
  suspects: readonly JourneyId[],
  where: 'open' | 'ended',
): Promise<readonly JourneyId[]> {
  return ids(held<{ journey_id: JourneyId }[]>`
    select journey_id from journey j
    where journey_id = any(${[...suspects]}::bigint[]) and (stage in ${endStages(held)}) = ${where === 'ended'}
      and not exists (select from outbox o where o.journey_id = j.journey_id and o.sent_at is null and o.dead_at is null)
    order by journey_id`)
}

async function ids(rows: PromiseLike<readonly { readonly journey_id: JourneyId }[]>): Promise<readonly JourneyId[]> {
  return (await rows).map(({ journey_id }) => journey_id)
}
