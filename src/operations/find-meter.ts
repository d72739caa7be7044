import type { JourneyId } from '../domain/brands.js'
import { MeterliftError } from '../domain/errors.js'
import { parseDeviceId } from '../domain/identifiers.js'
import type { Queryable } from '../register/database.js'
import { findJourney } from '../register/read/find-journey.js'

/**
 * Finds the journey that a person means by a meter point, a device id in any spelling, or a journey's number.
 * @throws MeterliftError METER_UNKNOWN
 */
export async function findMeter(db: Queryable, text: string): Promise<JourneyId> {
  const plain = text.trim()
  const found = await findJourney(db, {
    meterPoint: plain.replaceAll(/\s/g, ''),
    deviceId: parseDeviceId(plain),
    journeyId: /^\d{1,15}$/.test(plain) ? Number(plain) : null,
  })
  if (found !== null) return found
  throw new MeterliftError('METER_UNKNOWN', `the register has no meter ${plain}`, {
    hint: 'give a meter point, a device id or a journey number; meters list shows them',
  })
}
