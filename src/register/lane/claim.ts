import type { DeviceId, EpochMs, IsoDate, JourneyId, LaneId } from '../../domain/brands.js'
import type { Fuel, PaymentMode } from '../../domain/meter.js'
import type { BankHoliday, Lane } from '../../domain/programme.js'
import { bankHolidayDates } from '../../domain/time-window.js'
import { inTransaction } from '../in-transaction.js'
import type { Database, Queryable } from '../database.js'
import { holdProgramme } from '../programme/store.js'
import { readAllowance, type Allowance, type Nothing } from './allowance.js'
import { lockControl } from './control.js'
import { chooseInstallations, readQuotas, type ChosenInstallation, type Release } from './quotas.js'

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

/** What a claim found: work, or why there is none. */
export type Claim =
  | { readonly kind: 'claimed'; readonly submissions: readonly ClaimedSubmission[] }
  /** The programme has the lane no more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'empty' }
  | Nothing

/** What the programme in force says of a lane. */
export interface LaneInForce {
  readonly lane: Lane
  readonly bankHolidays: readonly BankHoliday[]
  /** Whether installations of no batch are taken too. */
  readonly automaticRelease: boolean
}

/**
 * How long a claimed submission belongs to the lane's present run before another may send it. A group is sent once, within
 * the gateway's time limit (15 s), and what DCC said is then recorded: a lease that is older belongs to a run that is
 * gone. Were it not gone, DCC would be sent the same submission twice, under the same id.
 */
export const leaseMs = 20_000

/**
 * Claims ready installations for a lane, in one transaction that also counts the attempt and the day's capacity, so
 * that an attempt is counted once whatever happens after. The programme, stop, breaker and limits that it goes by are held
 * in this transaction: whoever changes one waits for it, and no later claim goes by the old one. Earliest due date first;
 * while the day's capacity is short, each supplier first gets its minimum and then its share (docs/lanes.md).
 * @param read what the programme in force says of the lane; null: it has it no more
 * @param most installations to claim at most; null: a group
 */
export async function claimInstallations(
  db: Database,
  laneId: LaneId,
  read: (tx: Queryable) => Promise<LaneInForce | null>,
  now: EpochMs,
  most: number | null = null,
): Promise<Claim> {
  return inTransaction(db, async (tx) => {
    await holdProgramme(tx, 'shared')
    const inForce = await read(tx)
    if (inForce === null) return { kind: 'gone' }
    const { lane, bankHolidays, automaticRelease } = inForce
    const control = await lockControl(tx, laneId)
    const holidays = bankHolidayDates(bankHolidays, lane.division)
    const allowance = await readAllowance(tx, lane, control, holidays, now, most ?? lane.groupSize)
    if (allowance.kind !== 'some') return allowance
    const releases: readonly Release[] = automaticRelease ? ['released', 'free'] : ['released']
    const quotas = await readQuotas(tx, lane, allowance.value, releases)
    if (quotas.length === 0) return { kind: 'empty' }
    const chosen = await chooseInstallations(tx, lane, quotas, allowance.value.room, releases)
    if (chosen.length === 0) return { kind: 'empty' }
    const submissions = await writeSubmissions(tx, lane, chosen, now, allowance.value)
    return { kind: 'claimed', submissions }
  })
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
      returning j.journey_id, j.installation_id, j.supplier_id, j.lane_id, j.due_on
    ), numbered as (
      select d.*, m.device_id, m.fuel, m.payment_mode,
             coalesce((select max(a.number) from attempt a where a.journey_id = d.journey_id), 0) + 1 as number
      from devices d join meter m using (journey_id)
    ), made as (
      insert into submission (submission_id, installation_id, lane_id, day, supplier_id, request, state, claimed_at, lease_until, day_capacity)
      select gen_random_uuid(), i.installation_id, ${lane.id}, ${allowance.day}, i.supplier_id,
             jsonb_build_object('cohortId', c.cohort_id, 'hubId', i.hub_id, 'requiredBy', min(n.due_on),
               'devices', jsonb_agg(jsonb_build_object('journeyId', n.journey_id, 'deviceId', n.device_id, 'fuel', n.fuel,
                 'paymentMode', n.payment_mode, 'attempt', n.number) order by n.fuel)),
             'claimed', ${now}, ${now + leaseMs}, ${allowance.dayCapacity}::integer
      from numbered n join installation i using (installation_id) join combination c using (combination_id)
      group by i.installation_id, c.cohort_id, i.hub_id, i.supplier_id
      returning submission_id, installation_id, request
    ), attempts as (
      -- An attempt knows the batch in which it is made: what is voided or lands late is still counted where it belongs.
      insert into attempt (journey_id, number, submission_id, claimed_at, cost_pence, supplier_id, lane_id, batch_id, batch_wave, batch_number)
      select n.journey_id, n.number, s.submission_id, ${now}, ${lane.attemptCostPence}, n.supplier_id, n.lane_id, b.batch_id, b.wave, b.attempts + 1
      from numbered n join made s using (installation_id)
      left join batch_member b on b.journey_id = n.journey_id and b.ended_at is null
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
    tx`
      insert into lane_rate as r (lane_id, tokens, filled_at) values (${lane.id}, ${allowance.tokens - ids.length}, ${now})
      on conflict (lane_id) do update set tokens = excluded.tokens, filled_at = excluded.filled_at`,
  ])
  return submissions
}
