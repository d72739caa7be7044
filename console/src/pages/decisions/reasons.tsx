import { codeEntry } from '../../../../src/domain/codes.js'
import { Empty } from '../../ui/empty.js'
import type { Filters } from '../../ui/filters.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { number } from '../../words/numbers.js'

interface ReasonsProps {
  readonly reasons: readonly { readonly code: string; readonly meters: number }[]
  /** The code whose meters are listed; null: all. */
  readonly chosen: string | null
  readonly filters: Filters
}

/** Why meters wait for a decision, who decides, and what to do. */
export function Reasons({ reasons, chosen, filters }: ReasonsProps) {
  return (
    <Panel
      title="By why"
      aside={
        chosen === null ? (
          'all are listed below'
        ) : (
          <To page="/decisions" filters={filters}>
            list all of them
          </To>
        )
      }
    >
      {reasons.length === 0 ? (
        <Empty title="Nothing to decide">No meter waits for a person.</Empty>
      ) : (
        <PlainTable
          caption="Meters that wait for a decision, by code"
          heads={['Code', { title: 'Meters', align: 'right' }, 'What it means', 'Who acts', 'What to do']}
          rows={reasons.map(({ code, meters }) => {
            const entry = codeEntry(code)
            return {
              key: code,
              cells: [
                <To key="code" page="/decisions" filters={{ ...filters, code }} current={code === chosen}>
                  <code>{code}</code>
                </To>,
                number(meters),
                entry === null ? '–' : sentence(entry.meaning),
                entry?.owner ?? '–',
                entry === null ? '–' : sentence(entry.remedy),
              ],
            }
          })}
        />
      )}
    </Panel>
  )
}
