import type { IsoDate, JourneyId, SupplierId } from '../../domain/brands.js'
import type { Fuel, PaymentMode } from '../../domain/meter.js'
import { isEnd, type Stage, type Standing } from '../../domain/stage.js'

/** What the standing of an installation depends on: each of its meters as it is after a change. */
export interface Member {
  readonly journeyId: JourneyId
  readonly stage: Stage
  readonly inFlight: boolean
  readonly dueOn: IsoDate | null
  readonly supplierId: SupplierId
  readonly fuel: Fuel
  readonly paymentMode: PaymentMode
}

/** Where an installation stands in its lane. */
export interface InstallationStanding {
  readonly state: 'idle' | 'held' | 'ready' | 'in-flight'
  readonly heldBy: JourneyId | null
  readonly dueOn: IsoDate | null
  readonly supplierId: SupplierId | null
  readonly prepayment: boolean
}

/**
 * An installation is migrated as one unit: its lane may claim it once every meter that is not at its end is ready.
 * A sibling that is blocked, waiting or being replaced holds the ready one back until it is ready or at its end.
 * Capacity counts against the electricity meter's supplier, or the gas meter's where that goes alone (project rule).
 */
export function standingOf(members: readonly Member[]): InstallationStanding {
  const ready = members.filter(({ stage }) => stage === 'migration')
  const holding = members.find(({ stage }) => !isEnd(stage) && stage !== 'migration')
  const dates = ready.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn])).sort()
  const payer = ready.find(({ fuel }) => fuel === 'electricity') ?? ready[0]
  const inFlight = members.some((member) => member.inFlight)
  return {
    state: inFlight ? 'in-flight' : ready.length === 0 ? 'idle' : holding === undefined ? 'ready' : 'held',
    heldBy: !inFlight && ready.length > 0 && holding !== undefined ? holding.journeyId : null,
    dueOn: dates[0] ?? null,
    supplierId: payer?.supplierId ?? null,
    prepayment: ready.some(({ paymentMode }) => paymentMode === 'prepayment'),
  }
}

/** Standing of one meter: its own attempt first, then its installation's place in the lane. */
export function memberStanding(member: Member, installation: InstallationStanding): Standing | null {
  if (member.stage !== 'migration') return null
  if (member.inFlight) return 'in-flight'
  return installation.state === 'ready' ? 'ready' : 'held'
}
