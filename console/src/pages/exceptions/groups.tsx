import { queries } from '../../api/call.js'
import { Empty } from '../../ui/empty.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { Time } from '../../ui/time.js'
import { number } from '../../words/numbers.js'

interface GroupsProps {
  readonly scope: { readonly supplier?: string; readonly cohort?: string; readonly lane?: string }
  readonly owner: 'supplier' | 'smso' | 'dcc' | 'operations' | undefined
}

/** Open exceptions by who must clear them and what is wrong; each leads to its meters below. */
export function Groups({ scope, owner }: GroupsProps) {
  const read = queries.useQuery(
    'get',
    '/v1/exceptions',
    { params: { query: { ...scope, ...(owner === undefined ? {} : { owner }) } } },
    { meta: { live: true } },
  )
  return (
    <Panel title="By who must clear them">
      <Loaded read={read} what="The exceptions" lines={4}>
        {({ exceptions }) =>
          exceptions.length === 0 ? (
            <Empty title="Nothing is open">All records that were compared agree.</Empty>
          ) : (
            <PlainTable
              caption="Open exceptions by owner and code"
              heads={[
                'Clears it',
                'Code',
                { title: 'Meters', align: 'right' },
                'Oldest',
                'What is wrong, and what to do',
              ]}
              rows={exceptions.map((group) => ({
                key: `${group.owner} ${group.code}`,
                cells: [
                  group.owner,
                  <code key="code">{group.code}</code>,
                  <To key="meters" page="/exceptions" filters={{ ...scope, owner: group.owner, code: group.code }}>
                    {number(group.meters)}
                  </To>,
                  <Time key="oldest" at={group.oldestAt} />,
                  `${sentence(group.meaning)} ${sentence(group.remedy)}`,
                ],
              }))}
            />
          )
        }
      </Loaded>
    </Panel>
  )
}
