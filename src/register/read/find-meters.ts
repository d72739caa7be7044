import { parseDeviceId } from '../../domain/identifiers.js'
import type { Queryable } from '../database.js'
import type { MeterLine } from './list-meters.js'

const most = 20

/** Meters that a text names: by meter point, device id (in any spelling), hub, or journey number. */
export async function findMeters(db: Queryable, given: string): Promise<readonly MeterLine[]> {
  const plain = given.replaceAll(/\s/g, '')
  const device = parseDeviceId(plain)
  const number = /^\d{1,15}$/.test(plain) ? Number(plain) : null
  return db<MeterLine[]>`
    select j.journey_id as "journeyId", m.device_id as "deviceId", m.fuel, j.supplier_id as supplier, j.cohort_id as cohort,
           j.lane_id as lane, j.stage, j.standing, j.code, j.failure_code as failure, j.attempts_used as "attemptsUsed",
           j.due_on as "dueOn", j.next_attempt_at as "nextAttemptAt", j.stage_since as "stageSince"
    from (
      select journey_id from meter where meter_point = ${plain}
      ${number === null ? db`` : db`union select ${number}::bigint`}
      ${
        device === null
          ? db``
          : db`
            union select journey_id from meter where device_id = ${device}
            union select m.journey_id from installation i join meter m using (installation_id) where i.hub_id = ${device}`
      }
    ) named join journey j using (journey_id) join meter m using (journey_id)
    order by j.journey_id limit ${most}`
}
