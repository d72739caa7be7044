import { number, share } from '../../words/numbers.js'
import { StatTile, StatTiles } from '../../ui/stat-tile.js'
import type { OfStatus } from './status.js'

/** The figures one looks at first. */
export function Pace({ status }: Pick<OfStatus, 'status'>) {
  const { meters, stages, duties, pace } = status
  const done = stages.enrolled + stages.replaced
  const failed = share(pace.failedLastHour, pace.attemptsLastHour)
  return (
    <StatTiles>
      <StatTile label="Meters" value={number(meters)} note={`${share(done, meters)} enrolled or replaced`} />
      <StatTile
        label="Overdue"
        value={number(duties.overdue)}
        note="past their date, not enrolled or replaced"
        tone={duties.overdue > 0 ? 'bad' : 'good'}
      />
      <StatTile
        label="Due soon"
        value={number(duties['due-soon'])}
        note="their date is near, by the policy"
        tone={duties['due-soon'] > 0 ? 'warn' : 'good'}
      />
      <StatTile
        label="Need action"
        value={number(stages['needs-action'] + stages.blocked)}
        note={`${number(stages['needs-action'])} to decide or mend, ${number(stages.blocked)} blocked`}
        tone={stages['needs-action'] + stages.blocked > 0 ? 'bad' : 'good'}
      />
      <StatTile
        label="Enrolled, last hour"
        value={number(pace.enrolledLastHour)}
        note={`${number(pace.enrolledLastMinute)} in the last minute`}
        tone="info"
      />
      <StatTile
        label="Attempts, last hour"
        value={number(pace.attemptsLastHour)}
        note={pace.attemptsLastHour === 0 ? 'none' : `${number(pace.failedLastHour)} failed (${failed})`}
        tone="info"
      />
    </StatTiles>
  )
}
