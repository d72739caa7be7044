import { randomUUID } from 'node:crypto'
import { ApplicationFailure, WithStartWorkflowOperation, WorkflowUpdateFailedError, type Client } from '@temporalio/client'
import type { JourneyId } from '../domain/brands.js'
import { isIsoDate } from '../domain/calendar.js'
import { MeterliftError } from '../domain/errors.js'
import { parseDeviceId } from '../domain/identifiers.js'
import { correctableFields, type Command, type CorrectableField } from '../domain/journey/happening.js'
import { refusalAt } from '../domain/journey/permitted.js'
import type { Programme } from '../domain/programme.js'
import { isEnd, type Stage } from '../domain/stage.js'
import { normalText } from '../domain/text.js'
import type { Database } from '../register/database.js'
import {
  journeyQueue,
  journeyUpdate,
  journeyWorkflowId,
  type CommandResult,
  type GivenCommand,
} from '../workflows/journey-messages.js'
import type { meterJourney } from '../workflows/meter-journey.js'

export interface DecideDeps {
  readonly db: Database
  readonly client: Client
}

/** What a person asks of one meter, with name and reason. */
export interface Decision {
  readonly journeyId: JourneyId
  readonly command: Command
  readonly actor: string
  readonly reason: string | null
}

/**
 * Carries a person's decision to the meter's journey and answers where the meter stands then.
 * @throws MeterliftError with the refusal's code where it is not possible now; nothing was changed then
 */
export async function decide({ db, client }: DecideDeps, decision: Decision): Promise<CommandResult> {
  const { journeyId, command, actor, reason } = decision
  const [journey] = await db<{ stage: Stage; epoch: number }[]>`select stage, epoch from journey where journey_id = ${journeyId}`
  if (journey === undefined) throw new MeterliftError('METER_UNKNOWN', `there is no journey ${journeyId}`)
  if (journey.epoch === 0) {
    throw new MeterliftError('JOURNEY_NOT_STARTED', 'the journey has not begun: records of the SMSO and the SMI are still being fetched', { hint: 'try again in a moment' })
  }
  const refusal = refusalAt(journey.stage, command)
  if (refusal !== null) throw new MeterliftError(refusal.code, refusal.message)
  const given: GivenCommand = { command, actor, reason }
  const args: [string, GivenCommand] = [randomUUID(), given]
  try {
    if (!isEnd(journey.stage)) {
      return await client.workflow.getHandle(journeyWorkflowId(journeyId)).executeUpdate<CommandResult, [string, GivenCommand]>(journeyUpdate, { args })
    }
    return await client.workflow.executeUpdateWithStart<typeof meterJourney, CommandResult, [string, GivenCommand]>(journeyUpdate, {
      args,
      startWorkflowOperation: new WithStartWorkflowOperation<typeof meterJourney>('meterJourney', {
        workflowId: journeyWorkflowId(journeyId),
        taskQueue: journeyQueue,
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ journeyId, outboxId: 0 }],
      }),
    })
  } catch (error) {
    const cause = error instanceof WorkflowUpdateFailedError ? error.cause : undefined
    if (cause instanceof ApplicationFailure && typeof cause.type === 'string') throw new MeterliftError(cause.type, cause.message, { cause: error })
    throw error
  }
}

/**
 * Corrects fields of a meter: the values are checked and kept in the register, and the journey is told their number.
 * @param fields column names as in a portfolio, with the new values; an empty value clears an optional one
 * @throws MeterliftError CORRECTION_INVALID naming the field and what would be right
 */
export async function correct(
  deps: DecideDeps,
  programme: Programme,
  request: { readonly journeyId: JourneyId; readonly fields: Readonly<Record<string, string>>; readonly actor: string; readonly reason: string | null; readonly now: number },
): Promise<CommandResult> {
  const { db } = deps
  const [row] = await db<Record<CorrectableField, string | null>[]>`
    select i.hub_id, i.hub_manufacturer, i.hub_model, i.hub_firmware, i.csp, m.device_id, m.manufacturer, m.model, m.firmware, m.smso_id,
           m.supplier_id, m.payment_mode, m.service, m.installed_on, m.supplied_since, m.compliance_evidence
    from meter m join installation i using (installation_id) where m.journey_id = ${request.journeyId}`
  if (row === undefined) throw new MeterliftError('METER_UNKNOWN', `there is no journey ${request.journeyId}`)
  const changes: Record<string, readonly [string | null, string | null]> = {}
  for (const [name, text] of Object.entries(request.fields)) {
    const field = fieldOf(name)
    const value = checkValue(programme, field, text.trim())
    if (value !== row[field]) changes[field] = [row[field], value]
  }
  if (Object.keys(changes).length === 0) {
    throw new MeterliftError('CORRECTION_EMPTY', 'the register has these values already; nothing was changed', { hint: 'decide retry has the meter checked again as it is' })
  }
  const deviceId = changes.device_id?.[1] ?? null
  if (deviceId !== null) {
    const [other] = await db`select 1 from meter where device_id = ${deviceId}`
    if (other !== undefined) throw new MeterliftError('CORRECTION_INVALID', `device_id: ${deviceId} is another meter's device`)
  }
  const [made] = await db<{ correction_id: number }[]>`
    insert into correction (journey_id, source, changes, actor, reason, created_at)
    values (${request.journeyId}, 'person', ${db.json(changes)}, ${request.actor}, ${request.reason}, ${request.now}) returning correction_id`
  return decide(deps, { journeyId: request.journeyId, command: { kind: 'correct', correctionId: made?.correction_id ?? 0 }, actor: request.actor, reason: request.reason })
}

function fieldOf(name: string): CorrectableField {
  const wanted = { supplier: 'supplier_id', smso: 'smso_id' }[name] ?? name
  const field = correctableFields.find((each) => each === wanted)
  if (field !== undefined) return field
  throw new MeterliftError('CORRECTION_INVALID', `${name} cannot be corrected`, { hint: `fields: ${correctableFields.join(', ')}` })
}

const clearable: ReadonlySet<CorrectableField> = new Set(['installed_on', 'supplied_since', 'compliance_evidence'])

function checkValue(programme: Programme, field: CorrectableField, text: string): string | null {
  const invalid = (expected: string): MeterliftError => new MeterliftError('CORRECTION_INVALID', `${field}: “${text}” will not do`, { hint: `expected: ${expected}` })
  if (text === '') {
    if (clearable.has(field)) return null
    throw invalid('a value')
  }
  const oneOf = (...words: readonly string[]): string => {
    if (!words.includes(text.toLowerCase())) throw invalid(words.join(' or '))
    return text.toLowerCase()
  }
  const known = (items: readonly { readonly id: string; readonly name: string; readonly aliases: readonly string[] }[]): string => {
    const item = items.find(({ id, name, aliases }) => [id, name, ...aliases].some((each) => normalText(each) === normalText(text)))
    if (item === undefined) throw invalid(items.map(({ id }) => id).join(', '))
    return item.id
  }
  switch (field) {
    case 'device_id':
    case 'hub_id': {
      const id = parseDeviceId(text)
      if (id === null) throw invalid('an EUI-64, sixteen hexadecimal digits')
      return id
    }
    case 'installed_on':
    case 'supplied_since':
      if (!isIsoDate(text)) throw invalid('a date like 2017-03-28')
      return text
    case 'payment_mode':
      return oneOf('credit', 'prepayment')
    case 'service':
      return oneOf('active', 'dormant')
    case 'supplier_id':
      return known(programme.suppliers)
    case 'smso_id':
      return known(programme.smsos)
    default:
      return text
  }
}
