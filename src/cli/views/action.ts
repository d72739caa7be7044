import type { EpochMs } from '../../domain/brands.js'
import type { ActionLine } from '../../operations/action/follow.js'
import type { ActionCount } from '../../operations/action/order.js'
import type { BadRow } from '../../operations/action/read-corrections.js'
import type { MemberLine } from '../../register/action/read.js'
import { bold } from '../emphasis.js'
import { count, counted, say, sayTable } from '../print.js'
import { showBoth, showDistance } from '../when.js'

/** What an action can do and what it cannot, with what to do first. */
export function sayCount({ meters, can, cannot }: ActionCount, bad: readonly BadRow[]): void {
  say(`${counted(meters, 'meter')}: ${count(can)} can, ${count(meters - can)} cannot`)
  for (const line of cannot) {
    say(`  ${count(line.meters)} ${line.code}: ${line.message} (such as ${line.examples.join(', ')})`)
  }
  if (bad.length > 0)
    say(`${counted(bad.length, 'row')} of the file cannot be used, and ${bad.length === 1 ? 'is' : 'are'} left out:`)
  for (const { line, code, message, expected } of bad.slice(0, shownRows)) {
    say(`  line ${line} ${code}: ${message}${expected === null ? '' : ` (expected: ${expected})`}`)
  }
  if (bad.length > shownRows) say(`  and ${count(bad.length - shownRows)} more (--json has all)`)
}

const shownRows = 20

/** Actions, a line each. */
export function sayActions(actions: readonly ActionLine[], now: EpochMs): void {
  if (actions.length === 0) {
    say('no actions')
    return
  }
  const right = { align: 'right' } as const
  sayTable(
    [
      { title: 'action', ...right },
      { title: 'name' },
      { title: 'state' },
      { title: 'by' },
      { title: 'asked', ...right },
      { title: 'meters', ...right },
      { title: 'done', ...right },
      { title: 'refused', ...right },
      { title: 'moved', ...right },
      { title: 'enrolled', ...right, spare: 1 },
      { title: 'failed', ...right, spare: 1 },
    ],
    actions.map((action) => [
      action.actionId,
      action.name,
      action.state,
      action.actor,
      showDistance(action.createdAt, now),
      action.meters,
      action.done,
      action.refused,
      action.moved,
      action.outcomes?.enrolled ?? null,
      action.outcomes?.failed ?? null,
    ]),
  )
}

/** One action: what was asked and by whom, its members by result, and what came of retries. */
export function sayAction(action: ActionLine, now: EpochMs): void {
  say(`${bold(`action ${action.actionId}`)}  ${action.name}: ${action.state}`)
  say(
    `  asked by ${action.actor} ${showBoth(action.createdAt, now)}${action.reason === null ? '' : `: ${action.reason}`}`,
  )
  say(
    `  on ${Object.entries(action.filter)
      .map(([name, value]) => (value === true ? name : `${name} ${String(value)}`))
      .join(', ')}`,
  )
  if (action.stopAskedAt !== null)
    say(
      `  stopped by ${action.stopAskedBy} ${showBoth(action.stopAskedAt, now)}${action.stopReason === null ? '' : `: ${action.stopReason}`}`,
    )
  if (action.endedAt !== null) say(`  ended ${showBoth(action.endedAt, now)}`)
  for (const { batchId, parentId } of action.batches)
    say(`  retried in batch ${batchId}${parentId === null ? '' : `, out of batch ${parentId}`}`)
  const states = [
    ['not told yet', action.pending],
    ['on its way', action.sent],
    ['done', action.done],
    ['refused', action.refused],
    ['moved meanwhile', action.moved],
    ['left alone', action.stopped],
  ] as const
  say(`  ${counted(action.meters, 'meter')}: ${words(states)}`)
  for (const { code, meaning, meters } of action.refusals)
    say(`    ${count(meters)} refused with ${code}${meaning === null ? '' : `: ${meaning}`}`)
  if (action.outcomes === null) return
  const { enrolled, failed, held, ended, underWay, failures } = action.outcomes
  say(
    `  outcome of ${counted(action.done, 'retry', 'retries')}: ${words([
      ['enrolled', enrolled],
      ['failed again', failed],
      ['came to a person', held],
      ['ended otherwise', ended],
      ['still under way', underWay],
    ])}`,
  )
  for (const { code, meters } of failures) say(`    ${count(meters)} failed again with ${code}`)
}

function words(counts: readonly (readonly [string, number])[]): string {
  const some = counts.filter(([, n]) => n > 0).map(([name, n]) => `${count(n)} ${name}`)
  return some.length === 0 ? 'none' : some.join(', ')
}

/** Meters of an action, each with its result. */
export function sayMembers(lines: readonly MemberLine[], next: number | null): void {
  if (lines.length === 0) {
    say('no meters')
    return
  }
  sayTable(
    [
      { title: 'journey', align: 'right' },
      { title: 'device' },
      { title: 'result' },
      { title: 'outcome' },
      { title: 'stands at', spare: 1 },
      { title: 'why', spare: 2 },
    ],
    lines.map((line) => [
      line.journeyId,
      line.deviceId,
      line.code === null ? line.state : `${line.state} ${line.code}`,
      line.outcomeCode === null ? line.outcome : `${line.outcome} ${line.outcomeCode}`,
      line.stageCode === null ? line.stage : `${line.stage} ${line.stageCode}`,
      line.message,
    ]),
  )
  if (next !== null) say(`more: --after ${next}`)
}
