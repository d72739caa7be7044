import { londonDate } from '../domain/calendar.js'
import { codeEntry } from '../domain/codes.js'
import { dutyHealth, policyOn } from '../domain/duty.js'
import type { Command } from '../domain/journey/happening.js'
import { refusalAt } from '../domain/journey/permitted.js'
import { wakeAt } from '../domain/journey/clock.js'
import { ruleOf } from '../domain/retry.js'
import type { Programme } from '../domain/programme.js'
import { isEnd } from '../domain/stage.js'
import type { MeterStory } from '../register/read/story.js'
import { showDistance, showInstant } from './print.js'

/** One meter's story in plain sentences: where it stands and why, what comes next, how the date came about, what happened. */
export function storyLines(story: MeterStory, programme: Programme, now: number): readonly string[] {
  const { view, state } = story
  const { meter, installation } = view
  return [
    `Meter ${meter.meterPoint} (${meter.fuel}, ${meter.paymentMode}, ${meter.service}), device ${meter.deviceId}, journey ${view.journeyId}`,
    `  ${describe(meter.device)}, behind hub ${installation.hub.hubId} (${describe(installation.hub.device)}, ${installation.hub.csp})`,
    `  supplied by ${meter.supplierId}${meter.suppliedSince === null ? '' : ` since ${meter.suppliedSince}`}; SMSO ${meter.smsoId}; cohort ${installation.cohortId ?? 'unknown'}, lane ${installation.laneId ?? 'none'}`,
    ...view.siblings.map((sibling) => `  behind the same hub: ${sibling.fuel} meter ${sibling.deviceId} of ${sibling.supplierId}: ${sibling.stage}${sibling.code === null ? '' : ` (${sibling.code})`}`),
    '',
    `It is ${state.stage}${story.standing === null ? '' : `, ${story.standing}`} since ${showInstant(state.stageSince)} (${showDistance(state.stageSince, now)}).`,
    ...why(story, programme),
    ...next(story, now),
    ...dutyText(story, programme, now),
    ...actions(story),
    '',
    'What happened:',
    ...timeline(story, now),
  ]
}

function describe(device: { readonly manufacturer: string; readonly model: string; readonly firmware: string }): string {
  return `${device.manufacturer} ${device.model} firmware ${device.firmware}`
}

function why(story: MeterStory, programme: Programme): readonly string[] {
  const { state, view } = story
  const lines: string[] = []
  const entry = state.code === null ? null : codeEntry(state.code)
  if (entry !== null) lines.push(`${entry.code}: ${entry.meaning}. Who acts: ${entry.owner}. What to do: ${entry.remedy}.`)
  const rule = state.failureCode === null ? null : ruleOf(programme.retry, state.failureCode)
  if (rule !== null && !isEnd(state.stage)) lines.push(`Last failure ${rule.code}: ${rule.meaning}. ${rule.owner}: ${rule.remedy}`)
  const detail = story.evidence.findLast((line) => line.kind === 'stage')?.detail
  if (state.code === 'ELG_FIRMWARE_UPGRADE' && detail !== null && detail !== undefined) lines.push(`Upgrade firmware of ${String(detail.device)} from ${String(detail.from)} to ${String(detail.to)}.`)
  for (const exception of story.exceptions.filter(({ closed_at }) => closed_at === null)) {
    lines.push(`  ${exception.code} ${exception.field}: the register has ${exception.registered ?? 'nothing'}, reported is ${exception.reported ?? 'nothing'} (${exception.owner})`)
  }
  if (story.standing === 'held') {
    const holding = view.siblings.find((sibling) => !isEnd(sibling.stage) && sibling.stage !== 'migration')
    if (holding !== undefined) lines.push(`It waits for its sibling ${holding.deviceId} (${holding.fuel}, ${holding.supplierId}), which is ${holding.stage}${holding.code === null ? '' : `: ${holding.code}`}.`)
  }
  return lines
}

function next({ view, state, wait }: MeterStory, now: number): readonly string[] {
  if (isEnd(state.stage)) return ['Nothing follows.']
  const lines: string[] = []
  if (state.nextAttemptAt !== null) lines.push(`Next attempt ${showInstant(state.nextAttemptAt)} (${showDistance(state.nextAttemptAt, now)}), the ${ordinal(state.attemptsUsed + 1)}.`)
  if (view.inFlight !== null) lines.push(`Attempt ${view.inFlight.attempt} is with DCC since ${showInstant(view.inFlight.claimedAt)}.`)
  if (wait !== null) lines.push(`It waits for ${wait.kind} ${wait.key} since ${showInstant(wait.since)}.`)
  const at = wakeAt(view.journeyId, state)
  if (at !== null && at !== state.nextAttemptAt) lines.push(`Decision point ${showInstant(at)} (${showDistance(at, now)}).`)
  return lines
}

function ordinal(n: number): string {
  return ['first', 'second', 'third', 'fourth', 'fifth'][n - 1] ?? `${n}th`
}

function dutyText({ state, dutyDates }: MeterStory, programme: Programme, now: number): readonly string[] {
  const { duty } = state
  const today = londonDate(now)
  const policy = policyOn(programme.policies, today) ?? { dueSoonDays: 0 }
  const health = dutyHealth(duty, today, policy)
  const lines = [`Duty: ${health}${duty.dueOn === null ? '' : `, due ${duty.dueOn}`}${duty.startsOn === null ? '' : `, clock from ${duty.startsOn}`}${duty.policyId === null ? '' : ` by ${duty.policyId}`}${duty.flag === null ? '' : `, flagged ${duty.flag}`}${duty.breachedOn === null ? '' : `, breached on ${duty.breachedOn}`}.`]
  if (dutyDates.length > 1) for (const date of dutyDates) lines.push(`  ${showInstant(date.recorded_at)}: due ${date.due_on ?? 'no date'} (${date.cause}, ${date.policy ?? '-'})`)
  return lines
}

const offered: readonly Command[] = [
  { kind: 'retry', at: null },
  { kind: 'replace', step: 'order', on: '2000-01-01' },
  { kind: 'exclude', category: 'no-wan-before-migration', evidence: '' },
  { kind: 'withdraw' },
  { kind: 'authorise' },
  { kind: 'correct', correctionId: 0 },
  { kind: 'reopen' },
]

function actions({ state }: MeterStory): readonly string[] {
  const possible = offered.filter((command) => refusalAt(state.stage, command) === null).map(({ kind }) => kind)
  return [`Possible now: ${possible.join(', ') || 'nothing'}.`]
}

function timeline({ evidence, attempts }: MeterStory, now: number): readonly string[] {
  const told = [
    ...evidence.map((line) => ({ at: line.at, text: `${line.to_stage !== null ? `${line.from_stage ?? ''} -> ${line.to_stage}` : line.kind}${line.code === null ? '' : ` [${line.code}]`}: ${line.cause} (${line.actor}, programme ${line.programme_version})` })),
    ...attempts.map((attempt) => ({ at: attempt.claimed_at, text: `attempt ${attempt.number} claimed by the lane, ${attempt.cost_pence} p${attempt.result === null ? '' : `: ${attempt.result}${attempt.code === null ? '' : ` ${attempt.code}`}`}` })),
  ]
  return told.toSorted((a, b) => a.at - b.at).map(({ at, text }) => `  ${showInstant(at)} (${showDistance(at, now)})  ${text}`)
}
