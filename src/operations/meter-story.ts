import type { EpochMs, IsoDate, JourneyId } from '../domain/brands.js'
import { daysBetween, londonDate } from '../domain/calendar.js'
import { codeEntry, type CodeOwner } from '../domain/codes.js'
import { dutyHealth, healthDays, type DutyHealth } from '../domain/duty.js'
import type { Exclusion, Replacement } from '../domain/journey/view.js'
import type { Programme } from '../domain/programme.js'
import { isEnd, type Stage, type Standing } from '../domain/stage.js'
import type { Queryable } from '../register/database.js'
import {
  readMeterHistory,
  type AttemptLine,
  type DutyDateLine,
  type ExceptionLine,
  type MeterHistory,
} from '../register/read/meter-history.js'
import { failureMeaning, type FailureMeaning } from './open-failures.js'
import { actionsOf, type ActionState } from './story/actions.js'
import { stageDetails } from './story/evidence-text.js'
import { ownHistory } from './story/own-portfolio.js'
import { nextOf, type NextStep } from './story/next.js'
import { timelineOf, type TimelineLine } from './story/timeline.js'

/** A device as the story names it. */
export interface DeviceText {
  readonly manufacturer: string
  readonly model: string
  readonly firmware: string
}

/** Another meter behind the same hub. */
export interface SiblingText {
  readonly journeyId: JourneyId
  readonly deviceId: string
  readonly fuel: string
  readonly supplier: string
  readonly stage: Stage
  readonly code: string | null
  /** It keeps this meter from its lane. */
  readonly holds: boolean
}

/** The duty of a meter on the day of the story. */
export interface DutyText {
  readonly health: DutyHealth
  readonly startsOn: IsoDate | null
  readonly dueOn: IsoDate | null
  /** Days to the due date, negative once it has passed; null without a date or once met or ended. */
  readonly daysLeft: number | null
  readonly policy: string | null
  readonly flag: string | null
  readonly decisionOn: IsoDate | null
  readonly breachedOn: IsoDate | null
  readonly metOn: IsoDate | null
  readonly endedOn: IsoDate | null
  /** How the date came about: every date it had. */
  readonly history: readonly DutyDateLine[]
}

/** Everything about one meter that a person may want to know, in words where words are due. */
export interface MeterStory {
  readonly journeyId: JourneyId
  readonly meterPoint: string
  readonly fuel: string
  readonly supplier: string
  readonly deviceId: string
  readonly device: DeviceText
  readonly hubId: string
  readonly hub: DeviceText
  readonly csp: string
  readonly smso: string
  readonly paymentMode: string
  readonly service: string
  readonly installedOn: IsoDate | null
  readonly suppliedSince: IsoDate | null
  readonly complianceEvidence: string | null
  readonly cohort: string | null
  readonly lane: string | null
  readonly stage: Stage
  readonly standing: Standing | null
  readonly stageSince: EpochMs
  readonly code: string | null
  /** What the code means, who acts and what to do; null where the stage says it all. */
  readonly reason: { readonly meaning: string; readonly owner: CodeOwner; readonly remedy: string } | null
  /** What more there is to say of the reason: the firmware to upgrade to, the day of the cohort's service ... */
  readonly details: readonly string[]
  readonly failure: ({ readonly code: string; readonly failedAt: EpochMs | null } & FailureMeaning) | null
  readonly attemptsUsed: number
  readonly attemptsAllowed: number
  readonly exceptions: readonly ExceptionLine[]
  readonly replacement: Replacement | null
  readonly exclusion: Exclusion | null
  readonly siblings: readonly SiblingText[]
  readonly duty: DutyText
  readonly next: readonly NextStep[]
  readonly actions: readonly ActionState[]
  readonly attempts: readonly AttemptLine[]
  readonly timeline: readonly TimelineLine[]
}

/**
 * Tells one meter's story under a programme at an instant; null if there is no such journey.
 * @param readers `supplier`: those of its own supplier, who learn nothing of the installation's other meter
 */
export async function readMeterStory(
  db: Queryable,
  programme: Programme,
  journeyId: JourneyId,
  now: EpochMs,
  readers: 'everyone' | 'supplier' = 'everyone',
): Promise<MeterStory | null> {
  const history = await readMeterHistory(db, journeyId)
  if (history === null) return null
  return storyOf(readers === 'supplier' ? ownHistory(history) : history, programme, now)
}

function storyOf(history: MeterHistory, programme: Programme, now: EpochMs): MeterStory {
  const { view, standing } = history
  const { state, meter, installation } = view
  const entry = state.code === null ? null : codeEntry(state.code)
  const failure = state.failureCode
  return {
    journeyId: view.journeyId,
    meterPoint: meter.meterPoint,
    fuel: meter.fuel,
    supplier: meter.supplierId,
    deviceId: meter.deviceId,
    device: meter.device,
    hubId: installation.hub.hubId,
    hub: installation.hub.device,
    csp: installation.hub.csp,
    smso: meter.smsoId,
    paymentMode: meter.paymentMode,
    service: meter.service,
    installedOn: meter.installedOn,
    suppliedSince: meter.suppliedSince,
    complianceEvidence: meter.complianceEvidence,
    cohort: installation.cohortId,
    lane: installation.laneId,
    stage: state.stage,
    standing,
    stageSince: state.stageSince,
    code: state.code,
    reason: entry === null ? null : { meaning: entry.meaning, owner: entry.owner, remedy: entry.remedy },
    details: detailsOf(history, programme),
    failure:
      failure === null ? null : { code: failure, failedAt: state.failedAt, ...failureMeaning(programme, failure) },
    attemptsUsed: state.attemptsUsed,
    attemptsAllowed: programme.retry.maxAttempts + state.attemptsGranted,
    exceptions: history.exceptions,
    replacement: state.replacement,
    exclusion: state.exclusion,
    siblings: siblingsOf(history),
    duty: dutyOf(history, programme, now),
    next: nextOf(history, programme, now),
    actions: actionsOf(history),
    attempts: history.attempts,
    timeline: timelineOf(history, programme),
  }
}

/** Of the move that brought the meter to where it stands. */
function detailsOf({ view, evidence }: MeterHistory, programme: Programme): readonly string[] {
  const last = evidence.findLast(({ kind }) => kind === 'stage')
  return last === undefined || last.toStage !== view.state.stage || last.code !== view.state.code
    ? []
    : stageDetails(last, programme)
}

function siblingsOf({ view, standing }: MeterHistory): readonly SiblingText[] {
  return view.siblings.map(({ journeyId, deviceId, fuel, supplierId, stage, code }) => ({
    journeyId,
    deviceId,
    fuel,
    supplier: supplierId,
    stage,
    code,
    holds: standing === 'held' && !isEnd(stage) && stage !== 'migration',
  }))
}

function dutyOf({ view, dutyDates }: MeterHistory, programme: Programme, now: EpochMs): DutyText {
  const { startsOn, dueOn, policyId, flag, decisionOn, breachedOn, metOn, endedOn } = view.state.duty
  const today = londonDate(now)
  const open = metOn === null && endedOn === null
  return {
    health: dutyHealth(view.state.duty, healthDays(programme.policies, today)),
    startsOn,
    dueOn,
    daysLeft: open && dueOn !== null ? daysBetween(today, dueOn) : null,
    policy: policyId,
    flag,
    decisionOn,
    breachedOn,
    metOn,
    endedOn,
    history: dutyDates,
  }
}
