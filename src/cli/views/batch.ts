import type { EpochMs } from '../../domain/brands.js'
import { codeEntry } from '../../domain/codes.js'
import { memberStates } from '../../domain/batch/state.js'
import type { DryRun } from '../../operations/batch/plan-batch.js'
import type { BatchView } from '../../register/batch/view-batch.js'
import { bold } from '../emphasis.js'
import { count, counted, say, sayTable } from '../print.js'
import { showBoth, showDistance, showInstant } from '../when.js'

const right = { align: 'right' } as const

const percent = (part: number): string => `${(part * 100).toFixed(1)} %`

/** A dry run, for a person. */
export function showDryRun(run: DryRun): void {
  say(
    `${counted(run.matched, 'meter')} match${run.matched === 1 ? 'es' : ''}, ${count(run.siblings)} come with them; ` +
      `${count(run.members)} would be members, ${count(run.canGoNow)} can go now`,
  )
  if (run.unknownDevices.count > 0) {
    say(
      `${counted(run.unknownDevices.count, 'device')} of the list no meter has: ${run.unknownDevices.examples.join(', ')} …`,
    )
  }
  if (run.rest.length > 0) {
    sayTable(
      [
        { title: 'the rest' },
        { title: 'meters', ...right },
        { title: 'member' },
        { title: 'why', spare: 1 },
        { title: 'such as', spare: 2 },
      ],
      run.rest.map(({ code, meters, member, examples, batches }) => [
        batches.length === 0 ? code : `${code} (${batches.join(', ')})`,
        meters,
        member ? 'yes, later' : 'no',
        codeEntry(code)?.meaning ?? null,
        examples[0] ?? null,
      ]),
    )
  }
  for (const { supplier, meters, split } of run.authorisationsMissing) {
    say(
      `${supplier} has not authorised ${counted(meters, 'meter')}${split > 0 ? `, ${count(split)} of split installations` : ''}`,
    )
  }
  say(`waves: ${run.waves.map(count).join(', ')}`)
  for (const { laneId, workingDays, lastDay, late } of run.lanes) {
    say(
      `lane ${laneId}: ${workingDays === null ? 'more than a year' : `${counted(workingDays, 'working day')}, until ${lastDay ?? '-'}`}` +
        (late > 0 ? `; ${count(late)} would miss their date` : ''),
    )
  }
  say(`one attempt of each that can go now: £${(run.costPence / 100).toFixed(2)}`)
}

/** A batch, for a person. */
export function showBatch(view: BatchView, now: EpochMs): void {
  const { progress, health } = view
  say(
    `${bold(`batch ${view.batchId}`)}  ${view.name}: ${bold(view.state)}${view.parentId === null ? '' : ` (child of ${view.parentId})`}`,
  )
  say(`health: ${health.health}${health.reasons.length === 0 ? '' : `: ${health.reasons.join('; ')}`}`)
  say(`planned ${showBoth(view.plannedAt, now)} by ${view.plannedBy}`)
  if (view.decidedAt !== null) {
    say(
      `decided ${showBoth(view.decidedAt, now)} by ${view.decidedBy ?? '-'}${view.remark === null ? '' : `: ${view.remark}`}`,
    )
  }
  const shown = memberStates.filter((state) => progress.states[state] > 0)
  say(
    `${counted(progress.members, 'member')}: ${shown.map((state) => `${count(progress.states[state])} ${state}`).join(', ')}`,
  )
  const reasons = [
    ...Object.entries(progress.failed).map(([code, n]) => ['failed', code, n] as const),
    ...Object.entries(progress.waiting).map(([code, n]) => ['waiting', code, n] as const),
    ...Object.entries(progress.givenBack).map(([code, n]) => ['given back', code, n] as const),
  ]
  if (reasons.length > 0) {
    sayTable(
      [{ title: '' }, { title: 'why' }, { title: 'meters', ...right }, { title: 'meaning', spare: 1 }],
      reasons.map(([state, code, n]) => [state, code, n, codeEntry(code)?.meaning ?? null]),
    )
  }
  sayTable(
    [
      { title: 'wave', ...right },
      { title: 'members', ...right },
      { title: 'state' },
      { title: 'left', ...right },
      { title: 'in flight', ...right },
      { title: 'enrolled', ...right },
      { title: 'failed', ...right },
    ],
    view.waves.map(({ wave, members, state, held, counts }) => [
      String(wave),
      members,
      held ? 'held' : state,
      counts.left,
      counts['in-flight'],
      counts.enrolled,
      counts.failed,
    ]),
  )
  if (view.endedAt === null) {
    say(
      `${count(view.perHour)} an hour; through ${view.completesAt === null ? 'at a time unknown' : showBoth(view.completesAt, now)}`,
    )
  } else say(`ended ${showInstant(view.endedAt)}`)
  if (view.firstTimeSuccess !== null) {
    const each = view.attempts.map(
      ({ number, landed, commissioned }) => `${number}: ${count(commissioned)} of ${count(landed)}`,
    )
    say(`first-time success ${percent(view.firstTimeSuccess)}; by attempt ${each.join(', ')}`)
  }
  for (const { supplier, decision, at, by } of view.authorisations)
    say(`${supplier} ${decision === 'partly' ? 'authorised in part' : decision} ${showDistance(at, now)}, by ${by}`)
  for (const { batchId, members } of view.children) say(`${counted(members, 'member')} tried again in batch ${batchId}`)
  for (const { at, actor, kind, reason } of view.events) {
    say(`  ${showInstant(at)}  ${kind} by ${actor}${reason === null ? '' : `: ${reason}`}`)
  }
  if (view.possible.length > 0) say(`can be done now: ${view.possible.join(', ')}`)
}
