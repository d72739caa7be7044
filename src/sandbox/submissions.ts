import type { z } from 'zod'
import type { submissionReply, WireSubmission } from '../gateways/wire.js'
import { chance, outcomeOfAttempt, parseFate } from './fate.js'
import { directiveFor, type Directive, type Script } from './script.js'
import { onceInTransaction } from '../runtime/once-in-transaction.js'
import type { Sandbox } from './state.js'

type Reply = z.infer<typeof submissionReply>

export interface SubmissionContext {
  readonly db: Sandbox
  readonly seed: string
  /** Outcomes come after so many milliseconds. */
  readonly pace: { readonly from: number; readonly to: number }
  readonly script: Script | null
  /** Share of outcomes that a storm in the lane turns into failures. */
  readonly stormOf: (lane: string) => number
  readonly refuses: (lane: string) => boolean
}

interface Attempted {
  readonly device_id: string
  readonly attempts: number
  readonly fate: string
  readonly fuel: string
}

/**
 * Takes submissions as DCC does: each once, whatever comes again under its id. What will become of each device is
 * settled now, from its fate and its own count of attempts; when it happens, the callback goes out.
 */
export async function takeSubmissions(
  context: SubmissionContext,
  submissions: readonly WireSubmission[],
  now: number,
): Promise<readonly Reply[]> {
  return onceInTransaction(context.db, async (tx) => {
    const refusedLane = new Set(
      submissions.filter(({ laneId }) => context.refuses(laneId)).map(({ submissionId }) => submissionId),
    )
    const taken = await tx<{ submission_id: string; times: number; refused: string | null }[]>`
      insert into submission as s (submission_id, lane, hub_id, received_at, refused)
      select submission_id, lane, hub_id, ${new Date(now)}, refused
      from jsonb_to_recordset(${tx.json(submissions.map((each) => ({ submission_id: each.submissionId, lane: each.laneId, hub_id: each.hubId, refused: refusedLane.has(each.submissionId) ? 'D301' : null })))})
        as x(submission_id uuid, lane text, hub_id text, refused text)
      order by submission_id
      on conflict (submission_id) do update set times = s.times + 1
      returning submission_id, times, refused`
    const refused = new Map(
      taken.flatMap((row) => (row.refused === null ? [] : [[row.submission_id, row.refused] as const])),
    )
    const fresh = new Set(
      taken.filter((row) => row.times === 1 && row.refused === null).map((row) => row.submission_id),
    )
    const devices = submissions
      .filter(({ submissionId }) => fresh.has(submissionId))
      .flatMap((each) => each.devices.map((device) => ({ submission: each, device })))
    const ids = devices.map(({ device }) => device.deviceId)
    const attempted = await tx<Attempted[]>`
      update device set attempts = attempts + 1 where device_id = any(${ids}) returning device_id, attempts, fate, fuel`
    const byId = new Map(attempted.map((row) => [row.device_id, row]))
    const outcomes = devices.map(({ submission, device }) => {
      const known = byId.get(device.deviceId)
      const attempt = known?.attempts ?? 1
      const directive = directiveFor(context.script, device.deviceId, attempt)
      return outcomeRow(
        context,
        submission,
        device.deviceId,
        attempt,
        codeOf(context, submission.laneId, known, directive),
        directive,
        now,
      )
    })
    if (outcomes.length > 0) {
      await tx`
        insert into outcome (outcome_id, submission_id, device_id, attempt, result, code, due_at, sends, manner)
        select outcome_id, submission_id, device_id, attempt, result, code, due_at, sends, manner
        from jsonb_to_recordset(${tx.json(outcomes)})
          as x(outcome_id text, submission_id uuid, device_id text, attempt integer, result text, code text,
               due_at timestamptz, sends integer, manner jsonb)`
      const commissioned = outcomes.filter(({ result }) => result === 'commissioned').map(({ device_id }) => device_id)
      await tx`update device set commissions = commissions + 1 where device_id = any(${commissioned})`
    }
    return submissions.map(({ submissionId }) => {
      const code = refused.get(submissionId)
      return code === undefined
        ? { submissionId, status: 'accepted' }
        : { submissionId, status: 'refused', code, meaning: 'the head end refuses submissions' }
    })
  })
}

/** The code with which an attempt fails; null: it succeeds. A device that the sandbox does not know fails validation. */
function codeOf(
  context: SubmissionContext,
  lane: string,
  device: Attempted | undefined,
  directive: Directive,
): string | null {
  if (directive.outcome !== undefined) return directive.outcome === 'commissioned' ? null : directive.outcome
  if (device === undefined) return 'V801'
  if (chance(context.seed, device.device_id, device.attempts, 'storm') < context.stormOf(lane)) return 'D301'
  const fate = parseFate(device.fate)
  return fate === null ? null : outcomeOfAttempt(fate, device.attempts)
}

function outcomeRow(
  context: SubmissionContext,
  submission: WireSubmission,
  deviceId: string,
  attempt: number,
  code: string | null,
  directive: Directive,
  now: number,
) {
  const { from, to } = context.pace
  const delay = directive.delayMs ?? from + chance(context.seed, deviceId, attempt, 'delay') * (to - from)
  return {
    outcome_id: `${submission.submissionId}/${deviceId}`,
    submission_id: submission.submissionId,
    device_id: deviceId,
    attempt,
    result: code === null ? 'commissioned' : 'failed',
    code,
    due_at: new Date(now + delay).toISOString(),
    sends: directive.silence === undefined ? (directive.times ?? 1) : 0,
    manner: { ...directive },
  }
}
