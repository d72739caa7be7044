import type { JourneyId } from '../../domain/brands.js'
import type { FieldChanges, Happening } from '../../domain/journey/happening.js'
import type { Queryable } from '../database.js'

/** Reads a correction by its number; only the number travels through Temporal. */
export async function readCorrection(
  tx: Queryable,
  journeyId: JourneyId,
  correctionId: number,
): Promise<Extract<Happening, { kind: 'correction' }>> {
  const [row] = await tx<
    { source: 'person' | 'import'; changes: FieldChanges; actor: string; reason: string | null }[]
  >`
    select source, changes, actor, reason from correction
    where correction_id = ${correctionId} and journey_id = ${journeyId}`
  if (row === undefined) throw new Error(`correction ${correctionId} of journey ${journeyId} is not in the register`)
  return { kind: 'correction', correctionId, ...row }
}
