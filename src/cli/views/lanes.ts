import type { LaneDetail, LaneStatus } from '../../operations/lane/lane-status.js'
import { bold } from '../emphasis.js'
import { count, say, sayTable } from '../print.js'
import { showBoth, showDistance, showInstant } from '../when.js'

const right = { align: 'right' } as const

/** All lanes, one to a line; what a person must know of one follows. */
export function showLanes(lanes: readonly LaneStatus[], now: number): void {
  const all = lanes.find(({ stopped }) => stopped?.all === true)?.stopped
  if (all != null) say(bold(`all lanes stopped by ${all.by}, ${showDistance(all.at, now)}: ${all.reason}`))
  sayTable(
    [
      { title: 'lane' },
      { title: 'state' },
      { title: 'in flight', ...right },
      { title: 'today', ...right },
      { title: 'ready', ...right },
      { title: 'held', ...right, spare: 3 },
      { title: 'withheld', ...right, spare: 4 },
      { title: 'oldest', spare: 2 },
      { title: 'due from', spare: 1 },
      { title: 'success, last hour', ...right },
      { title: 'breaker' },
      { title: 'window', spare: 5 },
    ],
    lanes.map((lane) => [
      lane.lane,
      lane.state,
      lane.inFlight,
      `${count(lane.today.used)} of ${count(lane.today.capacity)}`,
      lane.queue.ready,
      lane.queue.held,
      lane.queue.withheld,
      lane.queue.oldestSince === null ? '-' : showDistance(lane.queue.oldestSince, now),
      lane.queue.earliestDue ?? '-',
      successOf(lane),
      breakerOf(lane),
      windowOf(lane, now),
    ]),
  )
  for (const lane of lanes) for (const line of remarks(lane, now)) say(`${lane.lane}: ${line}`)
}

/** One lane, closer. */
export function showLane(lane: LaneDetail, now: number): void {
  say(`${bold(lane.name)} (${lane.lane}): ${lane.state}`)
  const limits = `${count(lane.ratePerMinute)} a minute, ${count(lane.today.capacity)} a day, ${count(lane.inFlightLimit)} in flight at most`
  const rows: readonly (readonly [string, string])[] = [
    ['takes', limits],
    ['in flight', count(lane.inFlight)],
    [
      'today',
      `${count(lane.today.used)} of ${count(lane.today.capacity)}; prepayment ${count(lane.today.prepaymentUsed)} of ${count(lane.today.prepaymentCap)}`,
    ],
    [
      'queue',
      `${count(lane.queue.ready)} ready, ${count(lane.queue.held)} held back by a sibling, ${count(lane.queue.withheld)} not released`,
    ],
    ['oldest', lane.queue.oldestSince === null ? '-' : showBoth(lane.queue.oldestSince, now)],
    ['earliest due', lane.queue.earliestDue ?? '-'],
    [
      'last hour',
      `${count(lane.lastHour.commissioned)} of ${count(lane.lastHour.answered)} answers commissioned (${successOf(lane)})`,
    ],
    ['window', windowOf(lane, now)],
    [
      'breaker',
      `${breakerOf(lane)}${lane.breaker.since === null ? '' : ` since ${showBoth(lane.breaker.since, now)}`}`,
    ],
    ['hours', windowsOf(lane.programme.windows)],
    ['prepayment', windowsOf(lane.programme.prepayment.windows)],
    ['minimum', `${count(lane.programme.supplierMinimum)} a day for each supplier with demand`],
  ]
  for (const [name, text] of rows) say(`  ${name.padEnd(13)} ${text}`)
  for (const line of remarks(lane, now)) say(`  ${line}`)
  if (lane.suppliers.length > 0) {
    say()
    sayTable(
      [{ title: 'supplier' }, { title: 'today', ...right }, { title: 'ready', ...right }],
      lane.suppliers.map(({ supplier, usedToday, ready }) => [supplier, usedToday, ready]),
    )
  }
  if (lane.events.length > 0) {
    say()
    sayTable(
      [{ title: 'when' }, { title: 'what' }, { title: 'who' }, { title: 'why' }],
      lane.events.map(({ at, kind, lane: of, actor, reason }) => [
        showInstant(at),
        of === null ? `${kind} (all lanes)` : kind,
        actor,
        reason,
      ]),
    )
  }
}

function successOf({ lastHour }: LaneStatus): string {
  return lastHour.success === null ? '-' : `${lastHour.success} %`
}

function breakerOf({ breaker }: LaneStatus): string {
  return breaker.hold === null ? breaker.state : `held ${breaker.hold}`
}

function windowOf({ window }: LaneStatus, now: number): string {
  if (!window.open) return window.opensAt === null ? 'closed' : `opens ${showDistance(window.opensAt, now)}`
  // Told for eight days ahead alone: what closes later is always open for all that matters.
  if (window.closesAt === null || window.closesAt - now > 7 * 86_400_000) return 'open'
  return `closes ${showDistance(window.closesAt, now)}`
}

/** Hours of London time: `mon tue 08:00-18:00`. */
function windowsOf(windows: LaneDetail['programme']['windows']): string {
  return windows
    .map(
      ({ days, from, to, onBankHolidays }) =>
        `${days.length === 7 ? 'every day' : days.join(' ')} ${from}-${to}${onBankHolidays ? '' : ', not on bank holidays'}`,
    )
    .join('; ')
}

/** What somebody decided, or the breaker did, in sentences. */
function remarks({ stopped, override, breaker }: LaneStatus, now: number): readonly string[] {
  return [
    ...(stopped === null || stopped.all
      ? []
      : [`stopped by ${stopped.by}, ${showDistance(stopped.at, now)}: ${stopped.reason}`]),
    ...(override === null
      ? []
      : [`temporary limits by ${override.by} until ${showInstant(override.untilAt)}: ${override.reason}`]),
    ...(breaker.hold === null ? [] : [`breaker held ${breaker.hold} by ${breaker.heldBy}: ${breaker.reason}`]),
    ...(breaker.triesAt === null ? [] : [`a few are tried ${showDistance(breaker.triesAt, now)}`]),
  ]
}
