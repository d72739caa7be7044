import { queries } from '../../api/call.js'
import { Empty } from '../../ui/empty.js'
import type { Filters } from '../../ui/filters.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Day } from '../../ui/time.js'
import { ChangeBadge, MeterOfChange } from '../changes/change-cells.js'

/** The last meters that came by a change of supplier, and went. */
export function ComeAndGone({ filters }: { readonly filters: Filters }) {
  const changes = queries.useQuery(
    'get',
    '/v1/changes',
    { params: { query: { ...filters, limit: '5' } } },
    { meta: { live: true } },
  )
  return (
    <Panel
      title="Gained and switched away"
      aside={
        <To page="/changes" filters={filters}>
          all of them
        </To>
      }
    >
      <Loaded read={changes} what="The changes of supplier" lines={3}>
        {(data) =>
          data.changes.length === 0 ? (
            <Empty title="No meter changed supplier" />
          ) : (
            <PlainTable
              caption="The last changes of supplier"
              heads={['On', 'What', 'Supplier', 'Meter']}
              rows={data.changes.map((change) => ({
                key: String(change.changeId),
                cells: [
                  <Day key="on" on={change.changedOn} relative />,
                  <ChangeBadge key="what" direction={change.direction} />,
                  change.supplier,
                  <MeterOfChange key="meter" change={change} />,
                ],
              }))}
            />
          )
        }
      </Loaded>
    </Panel>
  )
}
