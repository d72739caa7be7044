import { keepPreviousData } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { queries, type Answer } from '../../api/call.js'
import { usePageTitle } from '../../shell/page-frame.js'
import { PageHeader } from '../../shell/page-header.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { useFilters } from '../../ui/filters.js'
import { FilterBar } from '../../ui/filter-bar.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Columns, Panel } from '../../ui/panel.js'
import { usePaging } from '../../ui/paging.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { StatTile, StatTiles } from '../../ui/stat-tile.js'
import { Time } from '../../ui/time.js'
import { counted, number } from '../../words/numbers.js'
import styles from './imports.module.css'
import { Upload } from './upload.js'

type Import = Answer<'/v1/imports/{import}'>
type Problem = Answer<'/v1/imports/{import}/problems'>['problems'][number]
const pageSize = 50

/** One import: its counts, what was wrong with which row, and the way to repair it. */
export function Page() {
  const { import: importId = '' }: { readonly import?: string } = useParams({ strict: false })
  const read = queries.useQuery('get', '/v1/imports/{import}', { params: { path: { import: importId } } })
  return (
    <Loaded read={read} what="The import" lines={12}>
      {(data) => <Told told={data} />}
    </Loaded>
  )
}

function Told({ told }: { readonly told: Import }) {
  const { importId, fileName, startedAt, startedBy, whole, rows, created, changed, unchanged, rejected, missing } = told
  usePageTitle(`Import ${importId}`)
  return (
    <>
      <PageHeader
        title={`Import ${importId}: ${fileName}`}
        lead={
          <>
            by {startedBy} <Time at={startedAt} show="both" />
            {whole && ', said to be the whole portfolio of its suppliers'}
          </>
        }
      />
      <StatTiles>
        <StatTile label="Rows" value={number(rows)} />
        <StatTile label="New meters" value={number(created)} tone="good" />
        <StatTile label="Changed" value={number(changed)} tone="info" />
        <StatTile label="Unchanged" value={number(unchanged)} />
        <StatTile label="Rejected" value={number(rejected)} {...(rejected > 0 ? { tone: 'bad' as const } : {})} />
        {whole && (
          <StatTile
            label="Missing from the file"
            value={number(missing)}
            {...(missing > 0 ? { tone: 'warn' as const } : {})}
          />
        )}
      </StatTiles>
      {rejected === 0 ? (
        <Panel title="Problems">
          <Empty title="Nothing was rejected">Every row was taken.</Empty>
        </Panel>
      ) : (
        <>
          <Columns>
            <Kinds told={told} />
            <Repair told={told} />
          </Columns>
          <Problems told={told} />
        </>
      )}
    </>
  )
}

function Kinds({ told: { importId, problems } }: { readonly told: Import }) {
  return (
    <Panel title="What was wrong">
      <PlainTable
        caption="Problems by kind"
        heads={['Code', 'Column', { title: 'Rows', align: 'right' }]}
        rows={problems.map(({ code, column, rows }) => ({
          key: `${code} ${column}`,
          cells: [
            <To key="code" page="/imports/$import" params={{ import: String(importId) }} filters={{ code }}>
              <code>{code}</code>
            </To>,
            <code key="column">{column}</code>,
            number(rows),
          ],
        }))}
      />
    </Panel>
  )
}

function Repair({ told: { importId, rejected, quarantine } }: { readonly told: Import }) {
  return (
    <>
      <Panel title="How to repair them">
        <ol className={styles.steps}>
          <li>
            {quarantine ? (
              <>
                Download{' '}
                <a href={`/v1/imports/${importId}/quarantine.csv`} download>
                  the {counted(rejected, 'rejected row')} with what is wrong
                </a>
                .
              </>
            ) : (
              'Take the file of rejected rows: this import came from the command line, which left it there and said where.'
            )}
          </li>
          <li>Correct the values in that file; its last columns say what is wrong, and are passed over.</li>
          <li>Import that very file. What is right by then becomes meters, what is not comes back.</li>
        </ol>
      </Panel>
      <Upload title="Import the corrected file" />
    </>
  )
}

function Problems({ told: { importId, problems: kinds } }: { readonly told: Import }) {
  const [{ code }, change] = useFilters(['code'])
  const paging = usePaging()
  const problems = queries.useQuery(
    'get',
    '/v1/imports/{import}/problems',
    {
      params: {
        path: { import: String(importId) },
        query: {
          limit: String(pageSize),
          ...(code === undefined ? {} : { code }),
          ...paging.query,
        },
      },
    },
    { placeholderData: keepPreviousData, select: toPage },
  )
  const codes = [...new Set(kinds.map((kind) => kind.code))]
  return (
    <>
      <FilterBar
        fields={[
          { name: 'code', label: 'Code', kind: 'choice', choices: codes.map((value) => ({ value, label: value })) },
        ]}
        filters={code === undefined ? {} : { code }}
        change={change}
      />
      <DataTable
        caption="Problems by row"
        noun="problem"
        columns={columns}
        read={problems}
        changing={problems.isPlaceholderData}
        rowKey={({ row, part }) => `${row}.${part}`}
        paging={paging}
        total={null}
        exportHref={`/v1/imports/${importId}/problems.csv`}
        empty={<Empty title="No row has this problem">Take the filter away.</Empty>}
      />
    </>
  )
}

const columns: readonly Column<Problem>[] = [
  { key: 'row', title: 'Row', cell: ({ row }) => number(row), align: 'right' },
  { key: 'column', title: 'Column', cell: ({ column }) => <code>{column}</code> },
  { key: 'code', title: 'Code', cell: ({ code }) => <code>{code}</code>, from: 'medium' },
  { key: 'message', title: 'What is wrong', cell: ({ message }) => sentence(message) },
  { key: 'expected', title: 'Expected', cell: ({ expected }) => expected },
]

function toPage({ problems, next }: Answer<'/v1/imports/{import}/problems'>) {
  return { rows: problems, next }
}
