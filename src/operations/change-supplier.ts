import type { EpochMs, IsoDate, JourneyId } from '../domain/brands.js'
import { isIsoDate, londonDate } from '../domain/calendar.js'
import { MeterliftError } from '../domain/errors.js'
import type { Programme } from '../domain/programme.js'
import type { CommandResult, StepPlace } from '../workflows/journey-messages.js'
import { decide, type DecideDeps } from './decide.js'
import { named } from './resolve-filter.js'

/** A change of supplier as a person reports it. */
export interface SupplierChange {
  readonly journeyId: JourneyId
  /** The gaining supplier's id, name or alias. */
  readonly supplier: string
  readonly gainedOn: IsoDate
  readonly actor: string
  readonly reason: string | null
  readonly now: EpochMs
  readonly commandId?: string
  readonly ifStep?: StepPlace
}

/**
 * Hands a meter to its new Responsible Supplier, who inherits the journey and its duty; also after the journey's end.
 * @throws MeterliftError SUPPLIER_UNKNOWN, SAME_SUPPLIER, DATE_INVALID, or as `decide`
 */
export async function changeSupplier(
  deps: DecideDeps,
  programme: Programme,
  change: SupplierChange,
): Promise<CommandResult> {
  const found = named(programme.suppliers, change.supplier)
  if (found === undefined) {
    throw new MeterliftError('SUPPLIER_UNKNOWN', `the programme has no supplier “${change.supplier}”`, {
      hint: `one of ${programme.suppliers.map(({ id }) => id).join(', ')}`,
    })
  }
  if (!isIsoDate(change.gainedOn) || change.gainedOn > londonDate(change.now)) {
    throw new MeterliftError('DATE_INVALID', `a meter cannot have been gained on ${change.gainedOn}`, {
      hint: 'give the day of the gain, like 2026-11-24, once it has come',
    })
  }
  const [meter] = await deps.db<{ supplier_id: string }[]>`
    select supplier_id from journey where journey_id = ${change.journeyId}`
  if (meter?.supplier_id === found.id) {
    throw new MeterliftError('SAME_SUPPLIER', `${found.name} supplies this meter already`, {
      hint: 'check the supplier; if only the day is wrong, decide correct --set supplied_since=...',
    })
  }
  return decide(deps, {
    journeyId: change.journeyId,
    command: { kind: 'change-supplier', supplierId: found.id, gainedOn: change.gainedOn },
    actor: change.actor,
    reason: change.reason,
    ...(change.commandId === undefined ? {} : { commandId: change.commandId }),
    ...(change.ifStep === undefined ? {} : { ifStep: change.ifStep }),
  })
}
