import type { Logger } from 'pino'
import type { EpochMs, LaneId } from '../domain/brands.js'
import type { DeviceOutcome } from '../domain/outcome.js'
import { codesOfDevices } from '../domain/lane/breaker.js'
import type { Lane, Programme } from '../domain/programme.js'
import { bankHolidayDates, windowAt } from '../domain/time-window.js'
import { GatewayError } from '../gateways/errors.js'
import type { DccGateway, SubmissionReply } from '../gateways/dcc.js'
import type { Database, Queryable } from '../register/database.js'
import { inTransaction } from '../register/in-transaction.js'
import { claimInstallations, type Claim, type ClaimedSubmission, type LaneInForce } from '../register/lane/claim.js'
import { markSubmitted, resumeSubmissions, sendAgainLater, silentSubmissions } from '../register/lane/submissions.js'
import { tendBreaker } from '../register/lane/tend-breaker.js'
import { voidAttempts } from '../register/lane/void-attempts.js'
import { pause } from '../register/leadership.js'
import { storeOutcomes } from '../register/outcome/store-outcomes.js'
import type { ProgrammeStore } from '../register/programme/store.js'
import type { LoopEnd } from '../workflows/service-messages.js'
import { whileHeartbeating } from './while-heartbeating.js'

/** What a lane's workflow may ask of the world: to run its loop until the worker stops or a while has passed. */
export interface LaneActivities {
  readonly runLane: (laneId: LaneId) => Promise<LoopEnd>
}

export interface LaneDeps {
  readonly db: Database
  readonly programmes: ProgrammeStore
  readonly dcc: DccGateway
  readonly clock: () => number
  readonly log: Logger
}

/**
 * Groups on their way to DCC at once, and how many fewer there must be before more is claimed: what a claim costs beside its
 * installations is paid once for two groups. Milliseconds between looks at a lane with less than a group, and at one that
 * had nothing for a while; between sweeps for silence, and for what was claimed and not sent; of one run.
 */
const groupsAtOnce = 4
const claimedAtOnce = 2
const idleMs = 300
const restingMs = 1_000
const untilRestMs = 10_000
const sweepMs = 3_000
/** Between looks at the breaker; attempts voided at a time. */
const tendMs = 1_000
const voidedAtOnce = 500
const runForMs = 3_600_000
/** After DCC did not answer: first wait, longest wait. */
const backOffMs = 1_000
const longestBackOffMs = 60_000

export function createLaneActivities(deps: LaneDeps): LaneActivities {
  return {
    runLane: (laneId) => whileHeartbeating((cancelled) => runLoop(deps, laneId, cancelled)),
  }
}

/**
 * The loop of one lane: sends again what was claimed and not acknowledged, claims ready installations within what the
 * lane may take, sends them in groups, and asks after outcomes that do not come. All counts are in the register, so it
 * may stop at any point.
 */
async function runLoop(deps: LaneDeps, laneId: LaneId, signal: AbortSignal): Promise<LoopEnd> {
  const { db, clock } = deps
  const until = clock() + runForMs
  const sending = new Set<Promise<void>>()
  let sweepAt = 0
  let tendAt = 0
  let failures = 0
  let restUntil = 0
  let resumeAt = 0
  let sendAgainAt = Number.POSITIVE_INFINITY
  let lastSentAt = clock()
  const send = (lane: Lane, group: readonly ClaimedSubmission[]): void => {
    const sent = sendGroup(deps, lane, group).then(({ answered, againAt }) => {
      failures = answered ? 0 : failures + 1
      restUntil = answered ? 0 : clock() + Math.min(longestBackOffMs, backOffMs * 2 ** (failures - 1))
      sendAgainAt = Math.min(sendAgainAt, againAt)
    })
    lastSentAt = clock()
    sending.add(sent)
    void sent.finally(() => sending.delete(sent))
  }
  const inForce = async (tx: Queryable): Promise<LaneInForce | null> => {
    const { programme } = await deps.programmes.current(tx)
    const lane = programme.lanes.find(({ id }) => id === laneId)
    const { bankHolidays, switches } = programme
    return lane === undefined ? null : { lane, bankHolidays, automaticRelease: switches.automaticRelease }
  }
  while (!signal.aborted && clock() < until) {
    try {
      const { programme } = await deps.programmes.current(db)
      const lane = programme.lanes.find(({ id }) => id === laneId)
      if (lane === undefined) return 'gone'
      if (clock() >= tendAt) {
        await tend(deps, lane, programme)
        tendAt = clock() + tendMs
      }
      const resting = restUntil > clock()
      const resumes = !resting && clock() >= Math.min(resumeAt, sendAgainAt)
      if (resumes && clock() >= sendAgainAt) sendAgainAt = Number.POSITIVE_INFINITY
      const resumed = resumes ? await resume(deps, lane, programme) : []
      if (resumed.length > 0) send(lane, resumed)
      if (resumes) resumeAt = resumed.length >= lane.groupSize ? 0 : clock() + sweepMs
      let claim: Claim = { kind: 'empty' }
      const most = lane.groupSize * (groupsAtOnce - sending.size)
      if (!resting && sending.size <= groupsAtOnce - claimedAtOnce) {
        claim = await claimInstallations(db, laneId, inForce, clock(), most)
        if (claim.kind === 'gone') return 'gone'
        if (claim.kind === 'claimed') {
          for (const group of inGroups(claim.submissions, lane.groupSize)) send(lane, group)
        }
      }
      if (clock() >= sweepAt) {
        await sweep(deps, lane)
        sweepAt = clock() + sweepMs
      }
      const full = claim.kind === 'claimed' && claim.submissions.length >= most
      const occupied = sending.size > groupsAtOnce - claimedAtOnce
      if (occupied) await Promise.race([...sending, pause(idleMs, signal)])
      // Less than was asked for was ready: more of it will be in a moment, and go in one.
      else if (!full && resumed.length === 0) {
        await pause(clock() - lastSentAt < untilRestMs ? idleMs : restingMs, signal)
      }
    } catch (error) {
      deps.log.warn({ lane: laneId, err: error }, 'the lane could not look at the register; it looks again')
      await pause(backOffMs, signal)
    }
  }
  await Promise.allSettled(sending)
  return 'again'
}

function inGroups<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size))
}

/** Moves the breaker where the counts say so, and voids what an outage made fail. */
async function tend({ db, clock, log }: LaneDeps, lane: Lane, programme: Programme): Promise<void> {
  const ofDevices = codesOfDevices(programme.retry)
  const move = await tendBreaker(db, lane, ofDevices, clock())
  if (move !== null) log.warn({ lane: lane.id, move }, 'the breaker of a lane moved')
  const voided = await voidAttempts(db, lane, ofDevices, clock(), voidedAtOnce)
  if (voided > 0) log.info({ lane: lane.id, voided }, 'attempts that failed in an outage do not count')
}

/** Takes up what was claimed and not acknowledged, but only while the lane may submit. */
async function resume(
  { db, clock }: LaneDeps,
  lane: Lane,
  { bankHolidays }: Programme,
): Promise<readonly ClaimedSubmission[]> {
  const now = clock()
  if (!windowAt(lane.windows, now, bankHolidayDates(bankHolidays, lane.division)).open) return []
  return resumeSubmissions(db, lane.id, now, lane.groupSize)
}

/** What became of a group: whether DCC answered, and when something of it may be sent again (infinite: never). */
interface Sent {
  readonly answered: boolean
  readonly againAt: EpochMs
}

/** Sends one group and records what DCC said. Without an answer the same submissions are sent again later. */
async function sendGroup(deps: LaneDeps, lane: Lane, group: readonly ClaimedSubmission[]): Promise<Sent> {
  const { db, dcc, clock, log } = deps
  const ids = group.map(({ submission_id }) => submission_id)
  try {
    const replies = await dcc.submit(
      group.map(({ submission_id, request }) => ({
        submissionId: submission_id,
        laneId: lane.id,
        cohortId: request.cohortId,
        hubId: request.hubId,
        requiredBy: request.requiredBy,
        devices: request.devices.map(({ deviceId, fuel, paymentMode, attempt }) => ({
          deviceId,
          fuel,
          paymentMode,
          attempt,
        })),
      })),
    )
    return { answered: true, againAt: await recordReplies(deps, lane, group, replies) }
  } catch (error) {
    const kind = error instanceof GatewayError ? error.kind : 'unavailable'
    // A reply that a person must look at is not asked for again and again.
    const wait = kind === 'unavailable' ? backOffMs : longestBackOffMs
    log.warn(
      { lane: lane.id, submissions: ids.length, kind, err: error },
      'DCC did not take a group; the same submissions are sent again',
    )
    const againAt = clock() + wait
    await sendAgainLater(db, ids, againAt).catch(() => {
      // The register is away too; the lease runs out by itself and the lane takes the submissions up again.
    })
    return { answered: false, againAt }
  }
}

/** @returns when those of which DCC does not say that it took them may be sent again; infinite: there are none */
async function recordReplies(
  { db, clock }: LaneDeps,
  lane: Lane,
  group: readonly ClaimedSubmission[],
  replies: readonly SubmissionReply[],
): Promise<EpochMs> {
  const now = clock()
  const againAt = now + backOffMs * 5
  const of = (status: SubmissionReply['status']): readonly SubmissionReply[] =>
    replies.filter((reply) => reply.status === status)
  const answered = new Set(replies.map(({ submissionId }) => submissionId))
  const unknown = [
    ...of('unknown').map(({ submissionId }) => submissionId),
    ...group.map(({ submission_id }) => submission_id).filter((id) => !answered.has(id)),
  ]
  const refused = of('refused')
  await inTransaction(db, async (tx) => {
    await markSubmitted(
      tx,
      [...of('accepted'), ...refused].map(({ submissionId }) => submissionId),
      now,
      now + lane.askAfterMinutes * 60_000,
    )
    await sendAgainLater(tx, unknown, againAt)
    await storeOutcomes(
      tx,
      refused.flatMap((reply) => refusedOutcomes(reply, group, now)),
      now,
    )
  })
  return unknown.length === 0 ? Number.POSITIVE_INFINITY : againAt
}

/** A refused submission is a failed attempt of each of its devices, with DCC's code. */
function refusedOutcomes(
  reply: SubmissionReply,
  group: readonly ClaimedSubmission[],
  now: number,
): readonly DeviceOutcome[] {
  const submission = group.find(({ submission_id }) => submission_id === reply.submissionId)
  return (submission?.request.devices ?? []).map(({ deviceId }) => ({
    outcomeId: `refused/${reply.submissionId}/${deviceId}`,
    submissionId: reply.submissionId,
    deviceId,
    result: 'failed',
    code: reply.code ?? null,
    occurredAt: now,
  }))
}

/** Asks after submissions without an outcome for too long; one that DCC does not know is sent again, the same. */
async function sweep({ db, dcc, clock, log }: LaneDeps, lane: Lane): Promise<void> {
  const silent = await silentSubmissions(db, lane.id, clock(), lane.askAfterMinutes * 60_000, lane.groupSize)
  if (silent.length === 0) return
  try {
    const states = await dcc.ask(silent)
    await inTransaction(db, async (tx) => {
      await storeOutcomes(
        tx,
        states.flatMap(({ outcomes }) => outcomes),
        clock(),
      )
      await sendAgainLater(
        tx,
        states.filter(({ known }) => !known).map(({ submissionId }) => submissionId),
        clock(),
      )
    })
  } catch (error) {
    log.warn(
      { lane: lane.id, submissions: silent.length, err: error },
      'DCC did not say what became of silent submissions; it is asked again',
    )
  }
}
