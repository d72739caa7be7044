import type { Answer } from '../../api/call.js'
import type { paths } from '../../api/schema.js'
import { To } from '../../ui/link.js'
import { Loaded, type Read } from '../../ui/loaded.js'
import { Notice } from '../../ui/notice.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { counted, number } from '../../words/numbers.js'

export type Count = paths['/v1/actions/dry-run']['post']['responses'][200]['content']['application/json']
/** Rows of a file that are named; the answer has up to a thousand. */
const rowsShown = 10

/** What the action would do: who can, who cannot and what to do first, and which rows of the file will not do. */
export function DryRun({ read }: { readonly read: Read<Count> }) {
  return (
    <Loaded read={read} what="The dry run" lines={3}>
      {({ meters, can, cannot, badRows, badRowsInAll }) => (
        <>
          <p>
            {meters === can
              ? `All ${counted(meters, 'meter')} can.`
              : `Of ${counted(meters, 'meter')}, ${number(can)} can; ${number(meters - can)} cannot, and nothing is done to them.`}
          </p>
          {cannot.length > 0 && (
            <PlainTable
              caption="Those that cannot, and what to do first"
              heads={[{ title: 'Cannot', align: 'right' }, 'Why, and what to do first', 'Such as']}
              rows={cannot.map(({ code, message, meters: n, examples }) => ({
                key: `${code} ${message}`,
                cells: [
                  number(n),
                  <span key="why">
                    <code>{code}</code> {sentence(message)}
                  </span>,
                  <Examples key="examples" journeys={examples} />,
                ],
              }))}
            />
          )}
          {badRowsInAll > 0 && (
            <Notice tone="warn" title={`Left out: ${counted(badRowsInAll, 'row')} of the file that will not do`}>
              <ul>
                {badRows.slice(0, rowsShown).map(({ line, code, message, expected }) => (
                  <li key={`${line} ${code}`}>
                    Line {line}: {sentence(message)} {expected !== null && `Expected: ${expected}.`} <code>{code}</code>
                  </li>
                ))}
              </ul>
              {badRowsInAll > rowsShown && <p>and {number(badRowsInAll - rowsShown)} more</p>}
            </Notice>
          )}
        </>
      )}
    </Loaded>
  )
}

function Examples({ journeys }: { readonly journeys: Answer<'/v1/meters'>['meters'][number]['journeyId'][] }) {
  return journeys.map((journey) => (
    // As high as a finger needs, where they stand in two lines.
    <span key={journey} style={{ display: 'inline-block', minHeight: 24 }}>
      <To page="/meters/$meter" params={{ meter: String(journey) }}>
        no. {journey}
      </To>{' '}
    </span>
  ))
}
