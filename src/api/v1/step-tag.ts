import type { JourneyId } from '../../domain/brands.js'
import { MeterliftError } from '../../domain/errors.js'
import type { Queryable } from '../../register/database.js'
import type { StepPlace } from '../../operations/decide.js'

/** The ETag of a meter: the step of its journey that was looked at. */
export async function stepTag(tx: Queryable, journeyId: JourneyId): Promise<string> {
  const [row] = await tx<StepPlace[]>`select epoch, seq from journey where journey_id = ${journeyId}`
  return `"${row?.epoch ?? 0}.${row?.seq ?? 0}"`
}

/** The step of an If-Match header; null: none was sent, or any will do. */
export function stepOf(ifMatch: string | undefined): StepPlace | null {
  if (ifMatch === undefined || ifMatch === '*') return null
  const [, epoch, seq] = /^"(\d{1,9})\.(\d{1,9})"$/.exec(ifMatch) ?? []
  if (epoch !== undefined && seq !== undefined) return { epoch: Number(epoch), seq: Number(seq) }
  throw new MeterliftError('METER_MOVED', 'If-Match is not the ETag of a meter', {
    hint: 'send the ETag of GET /v1/meters/{meter} as it is',
  })
}
