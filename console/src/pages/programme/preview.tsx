import type { Answer } from '../../api/call.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { StatTile, StatTiles } from '../../ui/stat-tile.js'
import { Day } from '../../ui/time.js'
import { number } from '../../words/numbers.js'

type Preview = NonNullable<Answer<'/v1/programme/proposals/{proposal}'>['preview']>
type Moved = Preview['dates'][number]

/** The dry run of a programme: what it changes, for how many meters, and whose dates move. */
export function PreviewView({ preview }: { readonly preview: Preview }) {
  const { changes, concerned, woken, dates, later } = preview
  const moved = dates.reduce((sum, each) => sum + all(each), 0)
  return (
    <>
      <StatTiles>
        <StatTile
          label="Meters concerned"
          value={number(concerned)}
          note="of whose combination it speaks differently"
          tone="info"
        />
        <StatTile
          label="Would be told"
          value={number(woken)}
          note="they wait or stand ready, and decide again"
          tone="info"
        />
        <StatTile
          label="Due dates would move today"
          value={number(moved)}
          note={`${number(dates.reduce((sum, { earlier }) => sum + earlier, 0))} of them to an earlier day`}
          tone={moved > 0 ? 'warn' : 'good'}
        />
      </StatTiles>
      <Panel title="What would change" aside="against the version in force">
        {changes.length === 0 ? (
          <p>Nothing: it says what the version in force says.</p>
        ) : (
          <ul>
            {changes.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </Panel>
      {dates.length > 0 && (
        <Panel title="Whose dates would move" aside="today">
          <Dates caption="Dates that would move today" dates={dates} />
        </Panel>
      )}
      {later
        .filter((each) => each.dates.length > 0)
        .map(({ on, policy, dates: then }) => (
          <Panel
            key={`${on} ${policy}`}
            title={`Whose dates would move under ${policy}`}
            aside={<Day on={on} relative />}
          >
            <Dates caption={`Dates that would move on ${on}`} dates={then} />
          </Panel>
        ))}
    </>
  )
}

function all({ earlier, later, started, stopped }: Moved): number {
  return earlier + later + started + stopped
}

function Dates({ caption, dates }: { readonly caption: string; readonly dates: readonly Moved[] }) {
  const right = (title: string) => ({ title, align: 'right' }) as const
  return (
    <PlainTable
      caption={caption}
      heads={['Supplier', right('Earlier'), right('Later'), right('Get a date'), right('Lose their date')]}
      rows={dates.map(({ supplier, earlier, later, started, stopped }) => ({
        key: supplier,
        cells: [supplier, number(earlier), number(later), number(started), number(stopped)],
      }))}
    />
  )
}
