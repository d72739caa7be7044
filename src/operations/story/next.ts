import { assertNever } from '../../domain/assert-never.js'
import type { EpochMs } from '../../domain/brands.js'
import { endOfDay } from '../../domain/calendar.js'
import { codeEntry } from '../../domain/codes.js'
import { decisionInstant } from '../../domain/journey/clock.js'
import type { JourneyState, JourneyView } from '../../domain/journey/view.js'
import type { Programme } from '../../domain/programme.js'
import { isEnd } from '../../domain/stage.js'
import { failureMeaning } from '../open-failures.js'
import { bankHolidayDates, windowAt } from '../../domain/time-window.js'
import type { MeterHistory, WaitLine } from '../../register/read/meter-history.js'

/** Something that will happen, or that the meter waits for. */
export interface NextStep {
  /** When; null: not known. */
  readonly at: EpochMs | null
  readonly what: string
}

/** What happens next, soonest first, and what that waits for. Nothing once the journey has ended. */
export function nextOf(history: MeterHistory, programme: Programme, now: EpochMs): readonly NextStep[] {
  const { view } = history
  const { state } = view
  if (isEnd(state.stage)) return []
  const steps = stageStep(history, programme, now)
  const { duty } = state
  const later: NextStep[] = []
  if (duty.decisionOn !== null && !duty.decisionRaised) {
    later.push({
      at: decisionInstant(view.journeyId, duty.decisionOn),
      what: 'decision point: the supplier then chooses between another attempt and replacement',
    })
  }
  if (duty.dueOn !== null && duty.breachedOn === null) {
    later.push({ at: endOfDay(duty.dueOn), what: 'the duty is due; after that it is breached and stays open' })
  }
  return [...steps, ...later.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0))]
}

function stageStep(
  { view, standing, wait, begun }: MeterHistory,
  programme: Programme,
  now: EpochMs,
): readonly NextStep[] {
  const { state, inFlight } = view
  const { stage, code } = state
  switch (stage) {
    case 'inventory':
      return [
        {
          at: null,
          what: `${begun ? 'fresh' : 'its first'} records are being fetched from ${view.meter.smsoId} and the SMI; then it goes on by itself`,
        },
      ]
    case 'blocked':
    case 'needs-action':
    case 'replacement':
      return [{ at: null, what: personStep(state, programme) }]
    case 'waiting':
      return [{ at: null, what: waitStep(wait, code) }]
    case 'retry':
      return [
        {
          at: state.nextAttemptAt,
          what: `attempt ${state.attemptsUsed + 1}: it is checked again and goes to its lane`,
        },
      ]
    case 'migration': {
      if (inFlight !== null) {
        const askAfter = programme.lanes.find(({ id }) => id === view.installation.laneId)?.askAfterMinutes
        return [
          {
            at: null,
            what: `the outcome of attempt ${inFlight.attempt} arrives from DCC${askAfter === undefined ? '' : `; after ${askAfter} minutes without one the lane asks`}`,
          },
        ]
      }
      return [standing === 'held' ? heldStep(view.siblings) : laneStep(view, programme, now)]
    }
    default:
      return isEnd(stage) ? [] : assertNever(stage, 'stage')
  }
}

function personStep({ stage, code, failureCode }: JourneyState, programme: Programme): string {
  if (stage === 'replacement') return 'the supplier installs the SMETS2 meter; record it with decide replace'
  if (code === 'FIX_FIRST' && failureCode !== null) {
    const { owner, remedy } = failureMeaning(programme, failureCode)
    return `${owner} acts: ${remedy.replace(/\.$/, '')}; then decide retry`
  }
  const entry = code === null ? null : codeEntry(code)
  if (entry === null) return 'a person decides (decide retry, replace or exclude)'
  return `${entry.owner === 'nobody' ? 'a person' : entry.owner} acts: ${entry.remedy}`
}

function waitStep(wait: WaitLine | null, code: string | null): string {
  const entry = code === null ? null : codeEntry(code)
  const act =
    entry === null ? 'it waits' : entry.owner === 'nobody' ? entry.remedy : `${entry.owner} acts: ${entry.remedy}`
  return wait === null ? act : `${act}; it wakes by itself ${wakesWhen(wait)}`
}

function wakesWhen({ kind, key }: WaitLine): string {
  switch (kind) {
    case 'cohort':
      return key.startsWith('maker:')
        ? `when a cohort takes in ${key.slice('maker:'.length)}`
        : `when the decision on cohort ${key} changes`
    case 'combination':
      return 'when the EPCL says otherwise of its combination, or its data is corrected'
    case 'cpl':
      return 'when the CPL says otherwise of the device, or its data is corrected'
    case 'authorisation':
      return `once ${key} has authorised it`
    default:
      return 'once that is on record'
  }
}

function heldStep(siblings: MeterHistory['view']['siblings']): NextStep {
  const holding = siblings.find(({ stage }) => !isEnd(stage) && stage !== 'migration')
  const what =
    holding === undefined
      ? 'the installation is migrated as one unit; it goes to its lane once all of it is ready'
      : `the installation is migrated as one unit: its ${holding.fuel} meter ${holding.deviceId} (${holding.supplierId}) is ${holding.stage}${holding.code === null ? '' : `, ${holding.code}`}`
  return { at: null, what }
}

function laneStep({ installation, meter }: JourneyView, programme: Programme, now: EpochMs): NextStep {
  const lane = programme.lanes.find(({ id }) => id === installation.laneId)
  if (lane === undefined) return { at: null, what: 'no lane of the programme takes it' }
  if (!programme.switches.automaticRelease) {
    return { at: null, what: `lane ${lane.id} takes it when its batch is released` }
  }
  const windows = meter.paymentMode === 'prepayment' ? lane.prepayment.windows : lane.windows
  const window = windowAt(windows, now, bankHolidayDates(programme.bankHolidays, lane.division))
  const order = "earliest due date first, within its rate and the day's capacity"
  return window.open
    ? { at: null, what: `lane ${lane.id} submits it, ${order}` }
    : { at: window.opensAt, what: `lane ${lane.id} opens and submits it, ${order}` }
}
