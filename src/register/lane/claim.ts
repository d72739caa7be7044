import { allocate } from '../../domain/allocation.js'
import { londonDate } from '../../domain/calendar.js'
import type { DeviceId, EpochMs, IsoDate, JourneyId, SupplierId } from '../../domain/brands.js'
import type { Fuel, PaymentMode } from '../../domain/meter.js'
import type { BankHoliday, Lane } from '../../domain/programme.js'
import { bankHolidayDates, windowAt } from '../../domain/time-window.js'
import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'

/** One device of a submission, frozen when it was claimed. */
export interface SubmittedDevice {
  readonly journeyId: JourneyId
  readonly deviceId: DeviceId
  readonly fuel: Fuel
  readonly paymentMode: PaymentMode
  readonly attempt: number
}

/** What is sent to DCC for one installation, and sent again unchanged until DCC answers. */
export interface SubmissionContent {
  readonly cohortId: string
  readonly hubId: DeviceId
  readonly devices: readonly SubmittedDevice[]
  readonly requiredBy: IsoDate | null
}

export interface ClaimedSubmission {
  readonly submission_id: string
  readonly request: SubmissionContent
}

/** What a claim found: work, or how long there will be none. */
export type Claim =
  | { readonly kind: 'claimed'; readonly submissions: readonly ClaimedSubmission[] }
  /** Closed by its time windows until then; null: no window within a year. */
  | { readonly kind: 'closed'; readonly opensAt: EpochMs | null }
  | { readonly kind: 'full'; readonly why: 'rate' | 'capacity' | 'in-flight' }
  | { readonly kind: 'empty' }

interface Allowance {
  readonly day: IsoDate
  readonly room: number
  readonly capacityLeft: number
  readonly prepaymentRoom: number
  readonly tokens: number
}

/**
 * How long a claimed submission belongs to the lane's present run before another may send it. A group is sent once, within
 * the gateway's time limit (15 s), and what DCC said is then recorded: a lease that is older belongs to a run that is
 * gone. Were it not gone, DCC would be sent the same submission twice, under the same id.
 */
export const leaseMs = 20_000

/**
 * Claims ready installations for a lane, in one transaction that also counts the attempt and the day's capacity, so
 * that an attempt is counted once whatever happens after. Earliest due date first; while the day's capacity is short,
 * each supplier first gets its minimum and then its share (docs/domain.md, Capacity).
 * @param most installations to claim at most
 */
export async function claimInstallations(
  db: Database,
  lane: Lane,
  bankHolidays: readonly BankHoliday[],
  now: EpochMs,
  most: number,
): Promise<Claim> {
  return inTransaction(db, async (tx) => {
    const holidays = bankHolidayDates(bankHolidays, lane.division)
    const window = windowAt(lane.windows, now, holidays)
    if (!window.open) return { kind: 'closed', opensAt: window.opensAt }
    const allowance = await readAllowance(tx, lane, now, most, windowAt(lane.prepayment.windows, now, holidays).open)
    if (allowance.kind === 'full') return allowance
    const quotas = await readQuotas(tx, lane, allowance.value)
    if (quotas.size === 0) return { kind: 'empty' }
    const chosen = await chooseInstallations(tx, lane, quotas, allowance.value)
    if (chosen.length === 0) return { kind: 'empty' }
    const submissions = await writeSubmissions(tx, lane, chosen, now, allowance.value)
    return { kind: 'claimed', submissions }
  })
}

/** Locks the lane's rate, so that a lane's claims are one after the other, and works out how many it may take now. */
async function readAllowance(
  tx: Queryable,
  lane: Lane,
  now: EpochMs,
  most: number,
  prepaymentOpen: boolean,
): Promise<Extract<Claim, { kind: 'full' }> | { readonly kind: 'some'; readonly value: Allowance }> {
  const day = londonDate(now)
  await tx`insert into lane_rate (lane_id, tokens, filled_at) values (${lane.id}, ${lane.groupSize}, ${now}) on conflict do nothing`
  const [rate] = await tx<{ tokens: number; filled_at: EpochMs }[]>`
    select tokens, filled_at from lane_rate where lane_id = ${lane.id} for update`
  const [used] = await tx<{ used: number; prepayment_used: number; open: number }[]>`
    select coalesce(max(used), 0) as used, coalesce(max(prepayment_used), 0) as prepayment_used,
           (select count(*) from submission where lane_id = ${lane.id} and state in ('claimed', 'submitted')) as open
    from lane_day where lane_id = ${lane.id} and day = ${day}`
  const perMs = lane.ratePerMinute / 60_000
  // A lane that slept may catch up on at most a second's worth or one group, whichever is more.
  const burst = Math.max(lane.groupSize, perMs * 1_000)
  const tokens = Math.min(burst, (rate?.tokens ?? 0) + Math.max(0, now - (rate?.filled_at ?? now)) * perMs)
  const capacityLeft = lane.dailyCapacity - (used?.used ?? 0)
  const inFlightRoom = lane.inFlightLimit - (used?.open ?? 0)
  const room = Math.min(Math.floor(tokens), capacityLeft, inFlightRoom, most)
  if (room <= 0) {
    return { kind: 'full', why: capacityLeft <= 0 ? 'capacity' : inFlightRoom <= 0 ? 'in-flight' : 'rate' }
  }
  const prepaymentRoom = prepaymentOpen ? Math.max(0, lane.prepayment.dailyCap - (used?.prepayment_used ?? 0)) : 0
  return { kind: 'some', value: { day, room, capacityLeft, prepaymentRoom, tokens } }
}

/** What each supplier may still have of the day: everything while capacity lasts for all, its allocation when not. */
async function readQuotas(tx: Queryable, lane: Lane, allowance: Allowance): Promise<ReadonlyMap<SupplierId, number>> {
  const demands = await tx<{ supplier_id: SupplierId; demand: number; used: number }[]>`
    select i.supplier_id, count(*) as demand, coalesce(max(d.used), 0) as used
    from installation i
    left join lane_day_supplier d on d.lane_id = i.lane_id and d.day = ${allowance.day} and d.supplier_id = i.supplier_id
    where i.lane_id = ${lane.id} and i.state = 'ready' and i.supplier_id is not null
      and (not i.prepayment or ${allowance.prepaymentRoom > 0})
    group by i.supplier_id order by i.supplier_id`
  return allocate({
    capacityLeft: allowance.capacityLeft,
    supplierMinimum: lane.supplierMinimum,
    suppliers: demands.map((row) => ({ supplierId: row.supplier_id, usedToday: row.used, demand: row.demand })),
    room: allowance.capacityLeft,
  })
}

interface ChosenInstallation {
  readonly installation_id: number
  readonly supplier_id: SupplierId
  readonly prepayment: boolean
}

async function chooseInstallations(
  tx: Queryable,
  lane: Lane,
  quotas: ReadonlyMap<SupplierId, number>,
  allowance: Allowance,
): Promise<readonly ChosenInstallation[]> {
  // Credit and prepayment apart, so that prepayment meters beyond their cap do not stand before the others.
  const rows = await tx<ChosenInstallation[]>`
    select i.installation_id, i.supplier_id, i.prepayment
    from unnest(${[...quotas.keys()]}::text[], ${[...quotas.values()]}::integer[]) as q(supplier_id, quota)
    cross join (values (false, ${allowance.room}::integer), (true, ${allowance.prepaymentRoom}::integer)) as k(prepayment, most)
    cross join lateral (
      select installation_id, supplier_id, prepayment, due_on from installation
      where lane_id = ${lane.id} and state = 'ready' and supplier_id = q.supplier_id and prepayment = k.prepayment
      order by due_on nulls last, installation_id
      limit least(q.quota, k.most, ${allowance.room})
      for update skip locked
    ) i
    order by i.due_on nulls last, i.installation_id`
  const left = new Map(quotas)
  let prepaymentLeft = allowance.prepaymentRoom
  const chosen: ChosenInstallation[] = []
  for (const row of rows) {
    const quota = left.get(row.supplier_id) ?? 0
    if (chosen.length >= allowance.room) break
    if (quota <= 0 || (row.prepayment && prepaymentLeft <= 0)) continue
    chosen.push(row)
    left.set(row.supplier_id, quota - 1)
    if (row.prepayment) prepaymentLeft -= 1
  }
  return chosen
}

async function writeSubmissions(
  tx: Queryable,
  lane: Lane,
  chosen: readonly ChosenInstallation[],
  now: EpochMs,
  allowance: Allowance,
): Promise<readonly ClaimedSubmission[]> {
  const ids = chosen.map((row) => row.installation_id)
  const prepayment = chosen.filter((row) => row.prepayment).length
  const submissions = await tx<ClaimedSubmission[]>`
    with devices as (
      update journey j set standing = 'in-flight', attempts_used = attempts_used + 1
      where j.installation_id = any(${ids}::bigint[]) and j.stage = 'migration'
      returning j.journey_id, j.installation_id, j.attempts_used, j.due_on
    ), numbered as (
      select d.*, m.device_id, m.fuel, m.payment_mode,
             coalesce((select max(a.number) from attempt a where a.journey_id = d.journey_id), 0) + 1 as number
      from devices d join meter m using (journey_id)
    ), made as (
      insert into submission (submission_id, installation_id, lane_id, day, supplier_id, request, state, claimed_at, lease_until)
      select gen_random_uuid(), i.installation_id, ${lane.id}, ${allowance.day}, i.supplier_id,
             jsonb_build_object('cohortId', c.cohort_id, 'hubId', i.hub_id, 'requiredBy', min(n.due_on),
               'devices', jsonb_agg(jsonb_build_object('journeyId', n.journey_id, 'deviceId', n.device_id, 'fuel', n.fuel,
                 'paymentMode', n.payment_mode, 'attempt', n.number) order by n.fuel)),
             'claimed', ${now}, ${now + leaseMs}
      from numbered n join installation i using (installation_id) join combination c using (combination_id)
      group by i.installation_id, c.cohort_id, i.hub_id, i.supplier_id
      returning submission_id, installation_id, request
    ), attempts as (
      insert into attempt (journey_id, number, submission_id, claimed_at, cost_pence)
      select n.journey_id, n.number, s.submission_id, ${now}, ${lane.attemptCostPence}
      from numbered n join made s using (installation_id)
    ), moved as (
      update installation i set state = 'in-flight', submission_id = s.submission_id
      from made s where i.installation_id = s.installation_id
    )
    select submission_id, request from made`
  await Promise.all([
    tx`
      insert into lane_day as d (lane_id, day, used, prepayment_used) values (${lane.id}, ${allowance.day}, ${ids.length}, ${prepayment})
      on conflict (lane_id, day) do update
        set used = d.used + excluded.used, prepayment_used = d.prepayment_used + excluded.prepayment_used`,
    tx`
      insert into lane_day_supplier as d (lane_id, day, supplier_id, used)
      select ${lane.id}, ${allowance.day}, s, count(*) from unnest(${chosen.map((row) => row.supplier_id)}::text[]) s group by s
      on conflict (lane_id, day, supplier_id) do update set used = d.used + excluded.used`,
    tx`update lane_rate set tokens = ${allowance.tokens - ids.length}, filled_at = ${now} where lane_id = ${lane.id}`,
  ])
  return submissions
}
