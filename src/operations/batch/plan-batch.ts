import type { EpochMs } from '../../domain/brands.js'
import { addDays, londonDate, startOfDay } from '../../domain/calendar.js'
import {
  forecastDays,
  forecastLane,
  type DayCapacity,
  type LaneForecast,
  type Load,
} from '../../domain/batch/forecast.js'
import { filterVersion, waveSizes, type BatchPlan } from '../../domain/batch/plan.js'
import { MeterliftError } from '../../domain/errors.js'
import { withOverride } from '../../domain/lane/limits.js'
import type { Lane, Programme } from '../../domain/programme.js'
import { bankHolidayDates, openMsLeftOfDay } from '../../domain/time-window.js'
import { addMembers } from '../../register/batch/add-members.js'
import {
  countPick,
  groupPick,
  loadsOfPick,
  missingWords,
  unknownDevices,
  type MissingWord,
  type PickGroup,
} from '../../register/batch/dry-run.js'
import { recordEvent } from '../../register/batch/events.js'
import { pickMembers } from '../../register/batch/pick.js'
import type { Database, Queryable } from '../../register/database.js'
import { inTransaction } from '../../register/in-transaction.js'
import { toJson } from '../../register/json.js'
import { readControls, type LaneControl } from '../../register/lane/control.js'
import type { ProgrammeInForce } from '../../register/programme/store.js'
import { givenConditions } from '../../register/read/meter-filter.js'
import { selectionOf, type BatchFilter } from './selection.js'

/** What a batch would be, before anything is stored. */
export interface DryRun {
  /** Meters that match, ended ones included. */
  readonly matched: number
  /** Meters that come with them, since an installation goes as a whole. */
  readonly siblings: number
  readonly members: number
  readonly canGoNow: number
  /** The rest, by reason. */
  readonly rest: readonly PickGroup[]
  /** Sizes of the waves. */
  readonly waves: readonly number[]
  readonly unknownDevices: { readonly count: number; readonly examples: readonly string[] }
  readonly authorisationsMissing: readonly MissingWord[]
  readonly lanes: readonly LaneForecast[]
  /** Working days until the last of those that can go now has gone; null: longer than a year. */
  readonly workingDays: number | null
  readonly late: number
  /** One attempt of each that can go now. */
  readonly attempts: number
  readonly costPence: number
}

/** What a person asks for. */
export interface BatchRequest extends BatchFilter {
  readonly name: string
  readonly plan: BatchPlan
  readonly actor: string
  readonly reason: string | null
  readonly now: EpochMs
  /** Put it forward for approval at once. */
  readonly submit: boolean
}

/** Looks at what a batch would be; nothing is stored. */
export async function dryRunBatch(
  db: Database,
  inForce: ProgrammeInForce,
  request: BatchFilter & Pick<BatchRequest, 'plan' | 'now'>,
): Promise<DryRun> {
  return inTransaction(db, async (tx) => {
    await pickMembers(tx, selectionOf(request), { whole: true, from: null, lock: false })
    return look(tx, inForce.programme, request)
  })
}

/**
 * Plans a batch: its filter is frozen, the meters that match are its members from now on, and lanes take them only as it
 * releases them. The dry run that is answered is of exactly this set.
 * @throws MeterliftError BATCH_EMPTY where nothing could be a member
 */
export async function planBatch(
  db: Database,
  inForce: ProgrammeInForce,
  request: BatchRequest,
): Promise<DryRun & { readonly batchId: number }> {
  const { plan, now, actor } = request
  return inTransaction(db, async (tx) => {
    await pickMembers(tx, selectionOf(request), { whole: true, from: null, lock: true })
    const dryRun = await look(tx, inForce.programme, request)
    if (dryRun.members === 0) {
      throw new MeterliftError('BATCH_EMPTY', `none of the ${dryRun.matched} meters that match can be a member`, {
        hint: 'meterlift batch plan … --dry-run shows why',
      })
    }
    const filter = {
      ...givenConditions(request.filter),
      ...(request.devices === null ? {} : { devices: request.devices }),
    }
    const [made] = await tx<{ batch_id: number }[]>`
      insert into batch (name, state, filter, filter_version, programme_version, plan, members, starts_at, ends_at, rate_per_hour,
                         planned_at, planned_by, reason)
      values (${request.name}, ${request.submit ? 'awaiting-approval' : 'draft'}, ${tx.json(toJson(filter))}, ${filterVersion},
              ${inForce.version}, ${tx.json(toJson(plan))}, ${dryRun.members}, ${plan.startsAt}, ${plan.endsAt}, ${plan.ratePerHour},
              ${now}, ${actor}, ${request.reason})
      returning batch_id`
    if (made === undefined) throw new Error('the batch was not written')
    await addMembers(tx, made.batch_id, plan.waves)
    const { rest, lanes, ...counts } = dryRun
    await recordEvent(tx, made.batch_id, {
      at: now,
      actor,
      kind: 'planned',
      to: request.submit ? 'awaiting-approval' : 'draft',
      reason: request.reason,
      detail: { ...counts, rest: rest.map(({ code, meters }) => ({ code, meters })), lanes },
    })
    return { batchId: made.batch_id, ...dryRun }
  })
}

async function look(
  tx: Queryable,
  programme: Programme,
  { devices, plan, now }: BatchFilter & Pick<BatchRequest, 'plan' | 'now'>,
): Promise<DryRun> {
  const groups = await groupPick(tx)
  const counted = await countPick(tx)
  const unknown = devices === null ? [] : await unknownDevices(tx, devices)
  const loads = await loadsOfPick(tx)
  const lanes = await forecast(tx, programme, loads, now)
  const sum = (pick: (group: PickGroup) => boolean): number =>
    groups.filter(pick).reduce((total, { meters }) => total + meters, 0)
  const members = sum(({ member }) => member)
  const days = lanes.map(({ workingDays }) => workingDays)
  return {
    ...counted,
    members,
    canGoNow: sum(({ member, code }) => member && code === 'ready'),
    rest: groups.filter(({ code }) => code !== 'ready'),
    waves: waveSizes(plan.waves, members),
    unknownDevices: { count: unknown.length, examples: unknown.slice(0, 3) },
    authorisationsMissing: await missingWords(tx),
    lanes,
    workingDays: days.some((each) => each === null) ? null : Math.max(0, ...days.map((each) => each ?? 0)),
    late: lanes.reduce((total, { late }) => total + late, 0),
    attempts: loads.reduce((total, { meters }) => total + meters, 0),
    costPence: loads.reduce(
      (total, { laneId, meters }) =>
        total + meters * (programme.lanes.find(({ id }) => id === laneId)?.attemptCostPence ?? 0),
      0,
    ),
  }
}

async function forecast(
  tx: Queryable,
  programme: Programme,
  loads: readonly (Load & { readonly laneId: string })[],
  now: EpochMs,
): Promise<readonly LaneForecast[]> {
  const lanes = programme.lanes.filter(({ id }) => loads.some(({ laneId }) => laneId === id))
  const controls = await readControls(
    tx,
    lanes.map(({ id }) => id),
  )
  const used = await tx<{ lane_id: string; used: number; prepayment_used: number }[]>`
    select lane_id, used, prepayment_used from lane_day where day = ${londonDate(now)}`
  return lanes.map((lane) => {
    const days = dayCapacities(programme, lane, controls.get(lane.id), now)
    const today = used.find(({ lane_id }) => lane_id === lane.id)
    const left = days.map((day, index) =>
      index === 0 && today !== undefined
        ? {
            ...day,
            capacity: Math.min(day.capacity, lane.dailyCapacity - today.used),
            prepayment: day.prepayment - today.prepayment_used,
          }
        : day,
    )
    return forecastLane(
      lane.id,
      loads.filter(({ laneId }) => laneId === lane.id),
      left,
    )
  })
}

/** What a lane takes on each day from today: its capacity, or what its rate allows in its windows, whichever is less. */
function* daysFrom(now: EpochMs): Generator<{ readonly date: string; readonly from: EpochMs }> {
  const today = londonDate(now)
  yield { date: today, from: now }
  for (let ahead = 1; ahead < forecastDays; ahead += 1) {
    const date = addDays(today, ahead)
    yield { date, from: startOfDay(date) }
  }
}

function dayCapacities(
  programme: Programme,
  programmed: Lane,
  control: LaneControl | undefined,
  now: EpochMs,
): readonly DayCapacity[] {
  const holidays = bankHolidayDates(programme.bankHolidays, programmed.division)
  return [...daysFrom(now)].map(({ date, from }) => {
    const lane = withOverride(programmed, control?.override ?? null, from)
    const open = (windows: Lane['windows']): number => openMsLeftOfDay(windows, from, holidays)
    const rate = (ms: number): number => Math.floor((lane.ratePerMinute * ms) / 60_000)
    return {
      date,
      capacity: Math.min(lane.dailyCapacity, rate(open(lane.windows))),
      prepayment: Math.min(lane.prepayment.dailyCap, rate(open(lane.prepayment.windows))),
    }
  })
}
