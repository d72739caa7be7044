import { randomUUID } from 'node:crypto'
import type { EpochMs, JourneyId, SupplierId } from '../domain/brands.js'
import { MeterliftError } from '../domain/errors.js'
import { londonDate } from '../domain/calendar.js'
import type { CorrectableField, FieldChanges } from '../domain/journey/happening.js'
import type { Programme } from '../domain/programme.js'
import type { Queryable } from '../register/database.js'
import { toJson } from '../register/json.js'
import type { CommandResult, StepPlace } from '../workflows/journey-messages.js'
import { correctableField, correctedValue } from './corrected-value.js'
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
  const changes = await changesOf(db, programme, request)
  await checkNeighbours(db, journeyId, changes, request.portfolio)
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

async function changesOf(db: Queryable, programme: Programme, request: CorrectionRequest): Promise<FieldChanges> {
  const [row] = await db<Record<CorrectableField, string | null>[]>`
    select m.device_id, m.manufacturer, m.model, m.firmware, i.hub_id, i.hub_manufacturer, i.hub_model, i.hub_firmware, i.csp,
           m.smso_id, m.supplier_id, m.payment_mode, m.service, m.installed_on, m.supplied_since, m.compliance_evidence
    from meter m join installation i using (installation_id) where m.journey_id = ${request.journeyId}`
  if (row === undefined) throw new MeterliftError('METER_UNKNOWN', `there is no journey ${request.journeyId}`)
  const changes: Partial<Record<CorrectableField, readonly [string | null, string | null]>> = {}
  for (const [name, text] of Object.entries(request.fields)) {
    const field = correctableField(name)
    const value = correctedValue(programme, field, text, londonDate(request.now))
    if (value !== row[field]) changes[field] = [row[field], value]
  }
  if (Object.keys(changes).length === 0) {
    throw new MeterliftError('CORRECTION_EMPTY', 'the register holds these values already; nothing was changed', {
      hint: 'decide retry has the meter checked again as it is',
    })
  }
  return changes
}

/** A device belongs to one meter, and a hub has at most one electricity and one gas meter. */
async function checkNeighbours(
  db: Queryable,
  journeyId: JourneyId,
  changes: FieldChanges,
  portfolio: SupplierId | undefined,
): Promise<void> {
  const deviceId = changes.device_id?.[1] ?? null
  const hubId = changes.hub_id?.[1] ?? null
  if (deviceId !== null) {
    const [other] = await db<{ journey_id: number }[]>`
      select journey_id from meter where device_id = ${deviceId} and journey_id <> ${journeyId}`
    if (other !== undefined) {
      if (portfolio !== undefined) throw notAMatter('device_id', deviceId)
      throw new MeterliftError(
        'CORRECTION_INVALID',
        `device_id: ${deviceId} is the device of journey ${other.journey_id}`,
        {
          hint: 'correct that meter first if it is the one that is wrong',
        },
      )
    }
  }
  if (hubId !== null) {
    const [other] = await db<{ journey_id: number; fuel: string }[]>`
      select o.journey_id, o.fuel from meter m
      join installation i on i.hub_id = ${hubId}
      join meter o on o.installation_id = i.installation_id and o.fuel = m.fuel and o.journey_id <> m.journey_id
      where m.journey_id = ${journeyId}`
    if (other !== undefined) {
      if (portfolio !== undefined) throw notAMatter('hub_id', hubId)
      throw new MeterliftError(
        'CORRECTION_INVALID',
        `hub_id: behind ${hubId} is already the ${other.fuel} meter of journey ${other.journey_id}`,
        { hint: 'an installation has at most one electricity and one gas meter' },
      )
    }
  }
}

/** A refusal that tells a supplier nothing of meters that may be another's. */
function notAMatter(field: string, value: string): MeterliftError {
  return new MeterliftError('CORRECTION_INVALID', `${field}: ${value} cannot be recorded for this meter`, {
    hint: 'check the value; if it is right, ask the operations team',
  })
}
