import type { EpochMs, IsoDate } from '../../domain/brands.js'
import { londonDate } from '../../domain/calendar.js'
import { missing, type HealthView } from '../../domain/batch/health.js'
import { isOver } from '../../domain/batch/state.js'
import { byCode } from './counts.js'
import { lookAtBatch, stopped, type BatchLook } from './look-at-batch.js'
import { toJson } from '../json.js'
import type { Queryable } from '../database.js'
import { readControls } from '../lane/control.js'

/** What only a look at all live members tells. */
export interface LiveFacts {
  /** Lanes that they belong to. */
  readonly lanes: readonly string[]
  /** Members that would miss their date at its pace; null: unknown. */
  readonly late: number | null
}

/** What was worked out within this time is shown; it is worked out anew where nobody tends the batch. */
const freshMs = 60_000

/** How batches fare as it was worked out within the last minute, by their number; not those to which something was done since. */
export async function readKeptFares(
  db: Queryable,
  batchIds: readonly number[],
  now: EpochMs,
): Promise<ReadonlyMap<number, { readonly health: HealthView } & LiveFacts>> {
  const rows = await db<({ readonly batch_id: number; readonly health: HealthView } & LiveFacts)[]>`
    select batch_id, health, late, live_lanes as lanes from batch
    where batch_id = any(${[...batchIds]}::bigint[]) and health_at >= ${now - freshMs}`
  return new Map(rows.map(({ batch_id, ...kept }) => [batch_id, kept]))
}

/** Works out how a batch fares and keeps it, unless something was done to it meanwhile. */
export async function refreshFare(db: Queryable, batchId: number, now: EpochMs): Promise<void> {
  const look = await lookAtBatch(db, batchId, now)
  const live = await readLiveFacts(db, look, now)
  const health = await healthOf(db, look, live)
  await db`
    update batch set health = ${db.json(toJson(health))}, late = ${live.late}, live_lanes = ${[...live.lanes]}::text[], health_at = ${now}
    where batch_id = ${batchId}
      and (select count(*) from batch_event where batch_id = ${batchId}) = ${look.facts.events.length}`
}

/** Looks at the dates and lanes of all live members of a batch. */
export async function readLiveFacts(
  db: Queryable,
  { batch, moves, perHour }: BatchLook,
  now: EpochMs,
): Promise<LiveFacts> {
  if (isOver(batch.state)) return { late: null, lanes: [] }
  const live = db`batch_id = ${batch.batch_id} and ended_at is null`
  const [dues, lanes] = await Promise.all([
    db<{ dueOn: IsoDate; n: number }[]>`
      select due_on as "dueOn", count(*) as n from batch_member where ${live} and due_on is not null group by due_on order by due_on`,
    db<{ lane_id: string }[]>`select distinct lane_id from batch_member where ${live} and lane_id <> '' order by 1`,
  ])
  return { late: missing(dues, moves ? perHour : 0, londonDate(now)), lanes: lanes.map(({ lane_id }) => lane_id) }
}

/** How a batch fares, by where it stands now. */
export async function healthOf(db: Queryable, look: BatchLook, { late, lanes }: LiveFacts): Promise<HealthView> {
  if (isOver(look.batch.state)) return { health: 'on-track', reasons: [] }
  return judge(look, late, await stoppedLanes(db, lanes))
}

async function stoppedLanes(db: Queryable, lanes: readonly string[]): Promise<readonly string[]> {
  const controls = await readControls(db, lanes)
  return lanes.filter((id) => {
    const control = controls.get(id)
    return control !== undefined && (control.stop !== null || control.breaker.state === 'open')
  })
}

function judge(
  { batch, waves, states, counts, facts, completesAt, moves, ...look }: BatchLook,
  late: number | null,
  stops: readonly string[],
): HealthView {
  const perHour = moves ? look.perHour : 0
  const attention: string[] = []
  if (batch.paused_by === 'errors') {
    const trip = facts.events.findLast(({ kind }) => kind === 'trip')
    attention.push(`paused by its error threshold: ${trip?.reason ?? 'errors'}`)
  }
  if (batch.state === 'awaiting-approval') attention.push('it awaits approval')
  if (batch.state === 'releasing' && stopped(batch, waves)) {
    const next = waves.find(({ state }) => state === 'pending')
    const before = waves.findLast(({ state }) => state !== 'pending' && state !== 'skipped')
    const why =
      before?.state === 'short'
        ? `wave ${before.wave} is below its success threshold`
        : next?.held === true
          ? `wave ${next.wave} is held`
          : `wave ${next?.wave ?? 0} waits for a person’s check`
    attention.push(`${why}: release the next wave, or end the batch`)
  }
  for (const { supplier, meters } of facts.awaited)
    attention.push(
      meters === 1
        ? `1 meter awaits the authorisation of ${supplier}`
        : `${meters} meters await the authorisation of ${supplier}`,
    )
  if (batch.state === 'releasing')
    for (const lane of stops) attention.push(`lane ${lane} is stopped or its breaker is open`)
  const moving = states.left + states.released + states['in-flight'] + states.retrying
  if (batch.state === 'releasing' && moving === 0 && states.waiting > 0) {
    const reasons = Object.entries(byCode(counts, 'waiting')).map(([code, n]) => `${code} ${n}`)
    attention.push(
      `all that is left, ${states.waiting} members, waits for others: ${reasons.join(', ')}; it goes on by itself once they can, or is ended (batch finish)`,
    )
  }
  if (attention.length > 0) return { health: 'needs-attention', reasons: attention }
  const lagging: string[] = []
  if (late !== null && late > 0) {
    lagging.push(
      perHour > 0 ? `${late} members would miss their date at this pace` : `${late} members are past their date`,
    )
  }
  if (completesAt !== null && batch.ends_at !== null && completesAt > batch.ends_at) {
    lagging.push('it will not be through by its end time at this pace')
  }
  return lagging.length > 0 ? { health: 'lagging', reasons: lagging } : { health: 'on-track', reasons: [] }
}
