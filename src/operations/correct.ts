import { randomUUID } from 'node:crypto'
import type { EpochMs, JourneyId, SupplierId } from '../domain/brands.js'
import { MeterliftError } from '../domain/errors.js'
import { londonDate } from '../domain/calendar.js'
import type { FieldChanges } from '../domain/journey/happening.js'
import type { Programme } from '../domain/programme.js'
import { toJson } from '../register/json.js'
import type { CommandResult, StepPlace } from '../workflows/journey-messages.js'
import { changesOf, clashes, heldFields } from './corrections.js'
import { checkPossible, decide, type DecideDeps } from './decide.js'

/** Corrected data of one meter as a person gives it. */
export interface CorrectionRequest {
  readonly journeyId: JourneyId
  /** Columns as in a portfolio with their new values; an empty value clears an optional one. */
  readonly fields: Readonly<Record<string, string>>
  readonly actor: string
  readonly reason: string | null
  readonly now: EpochMs
  readonly commandId?: string
  readonly ifStep?: StepPlace
  /** Whose own the meter is; of other meters nothing is told then. */
  readonly portfolio?: SupplierId
}

export interface Corrected extends CommandResult {
  readonly changes: FieldChanges
}

/**
 * Corrects data of a meter: the values are checked and kept in the register, and the journey is told the correction's
 * number alone, so that nothing of them travels through Temporal.
 * @throws MeterliftError CORRECTION_INVALID naming the field and what would be right, CORRECTION_EMPTY, or as `decide`
 */
export async function correct(deps: DecideDeps, programme: Programme, request: CorrectionRequest): Promise<Corrected> {
  const { db } = deps
  const { journeyId, actor, reason, now } = request
  await checkPossible(db, journeyId, { kind: 'correct', correctionId: 0 }, request.ifStep)
  const held = (await heldFields(db, [journeyId])).get(journeyId)
  if (held === undefined) throw new MeterliftError('METER_UNKNOWN', `there is no journey ${journeyId}`)
  const changes = changesOf(programme, held, request.fields, londonDate(now))
  const clash = (await clashes(db, [{ journeyId, changes }], request.portfolio !== undefined)).get(journeyId)
  if (clash !== undefined) throw clash
  const [made] = await db<{ correction_id: number }[]>`
    insert into correction (journey_id, source, changes, actor, reason, created_at)
    values (${journeyId}, 'person', ${db.json(toJson(changes))}, ${actor}, ${reason}, ${now}) returning correction_id`
  const command = { kind: 'correct', correctionId: made?.correction_id ?? 0 } as const
  const { commandId = randomUUID(), ifStep } = request
  const result = await decide(deps, {
    journeyId,
    command,
    actor,
    reason,
    commandId,
    ...(ifStep === undefined ? {} : { ifStep }),
  })
  return { ...result, changes }
}
