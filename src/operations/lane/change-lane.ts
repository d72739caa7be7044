import type { EpochMs } from '../../domain/brands.js'
import { MeterliftError } from '../../domain/errors.js'
import type { LaneOverride } from '../../domain/lane/limits.js'
import type { Lane, Programme } from '../../domain/programme.js'
import type { Database } from '../../register/database.js'
import { setOverride, type LaneActor } from '../../register/lane/change-control.js'
import { named } from '../resolve-filter.js'

export {
  liftStop,
  orderBreaker,
  stopLanes,
  type BreakerOrder,
  type LaneActor,
} from '../../register/lane/change-control.js'

/** @throws MeterliftError FILTER_INVALID naming the lanes there are */
export function findLane(programme: Programme, text: string): Lane {
  const lane = named(programme.lanes, text)
  if (lane !== undefined) return lane
  throw new MeterliftError('FILTER_INVALID', `there is no lane “${text}”`, {
    hint: `one of ${programme.lanes.map(({ id }) => id).join(', ')}`,
  })
}

/** Limits as a person gives them; those not given stay the programme's. */
export interface GivenLimits {
  readonly ratePerMinute?: number | undefined
  readonly dailyCapacity?: number | undefined
  readonly inFlightLimit?: number | undefined
  readonly until: EpochMs
}

/** What an operator may set at most, in days from now: what shall last is a change of the programme. */
const longestDays = 31

/**
 * Sets temporary limits of a lane, which hold from the next claim on and end by themselves.
 * @throws MeterliftError LANE_LIMIT_INVALID
 */
export async function limitLane(db: Database, lane: Lane, given: GivenLimits, actor: LaneActor): Promise<LaneOverride> {
  const override: LaneOverride = {
    ratePerMinute: given.ratePerMinute ?? null,
    dailyCapacity: given.dailyCapacity ?? null,
    inFlightLimit: given.inFlightLimit ?? null,
    until: given.until,
  }
  if (override.ratePerMinute === null && override.dailyCapacity === null && override.inFlightLimit === null) {
    throw invalid('no limit was given', 'give --rate, --daily-capacity or --in-flight')
  }
  if (override.until <= actor.now) throw invalid('the limits would end before now', 'give an end that is ahead')
  if (override.until > actor.now + longestDays * 86_400_000) {
    throw invalid(`the limits would last longer than ${longestDays} days`, 'change the programme (lanes.yaml) instead')
  }
  if (override.ratePerMinute === 0) throw invalid('a rate of 0 stops the lane', 'stop it instead (lanes stop)')
  if (override.inFlightLimit === 0) throw invalid('with none in flight the lane stops', 'stop it instead (lanes stop)')
  await setOverride(db, lane.id, override, actor)
  return override
}

/** From the next claim on the programme's limits hold again. */
export async function unlimitLane(db: Database, lane: Lane, actor: LaneActor): Promise<void> {
  await setOverride(db, lane.id, null, actor)
}

function invalid(message: string, hint: string): MeterliftError {
  return new MeterliftError('LANE_LIMIT_INVALID', message, { hint })
}
