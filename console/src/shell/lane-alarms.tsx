import { useLocation } from '@tanstack/react-router'
import { useLanes, type LaneLine } from '../live/use-lanes.js'
import { sentence } from '../ui/problem-view.js'
import { Time } from '../ui/time.js'
import { breakerReasonText } from '../words/lanes.js'
import { counted } from '../words/numbers.js'
import styles from './lane-alarms.module.css'

/**
 * What stands still, above every page: an emergency stop, stopped lanes, open breakers. Nothing at all where every lane may
 * work. The pages of the lanes say it themselves.
 */
export function LaneAlarms() {
  const { pathname } = useLocation()
  const lanes = useLanes().data?.lanes ?? []
  if (pathname.startsWith('/lanes')) return null
  const emergency = lanes.find(({ stopped }) => stopped?.all === true)
  const stopped = emergency === undefined ? lanes.filter((lane) => lane.stopped !== null) : []
  const open = lanes.filter(({ state }) => state === 'breaker-open')
  if (emergency === undefined && stopped.length === 0 && open.length === 0) return null
  return (
    <section aria-label="What stands still" className={styles.alarms}>
      {emergency?.stopped != null && <EmergencyStop lanes={lanes} stop={emergency.stopped} />}
      {stopped.map((lane) => lane.stopped !== null && <Stopped key={lane.lane} lane={lane} stop={lane.stopped} />)}
      {open.map((lane) => (
        <OpenBreaker key={lane.lane} lane={lane} />
      ))}
    </section>
  )
}

type Stop = NonNullable<LaneLine['stopped']>

function EmergencyStop({ lanes, stop }: { readonly lanes: readonly LaneLine[]; readonly stop: Stop }) {
  const inFlight = lanes.reduce((sum, lane) => sum + lane.inFlight, 0)
  return (
    <p data-tone="bad">
      <strong role="alert">Emergency stop: nothing is submitted on any lane.</strong> By {stop.by},{' '}
      <Time at={stop.at} show="both" />: {stop.reason}.{' '}
      {inFlight === 0 ? 'Nothing is in flight.' : `${counted(inFlight, 'installation')} in flight will land.`}
    </p>
  )
}

function Stopped({ lane, stop }: { readonly lane: LaneLine; readonly stop: Stop }) {
  return (
    <p data-tone="bad">
      <strong role="alert">{lane.name} is stopped.</strong> By {stop.by}, <Time at={stop.at} show="both" />:{' '}
      {stop.reason}. {counted(lane.queue.ready, 'meter')} ready.
    </p>
  )
}

function OpenBreaker({ lane: { name, breaker, queue } }: { readonly lane: LaneLine }) {
  return (
    <p data-tone="warn">
      <strong role="alert">{name}: the breaker is open, nothing new is submitted.</strong>{' '}
      {breaker.heldBy === null
        ? sentence(breakerReasonText(breaker.reason ?? 'no reason is on record'))
        : `Held by ${breaker.heldBy}: ${breaker.reason}.`}{' '}
      {breaker.triesAt !== null && (
        <>
          A few are tried <Time at={breaker.triesAt} />.{' '}
        </>
      )}
      {counted(queue.ready, 'meter')} ready.
    </p>
  )
}
