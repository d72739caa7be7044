import { keepPreviousData } from '@tanstack/react-query'
import { queries, type Answer } from '../../api/call.js'
import { PageHeader } from '../../shell/page-header.js'
import { DataTable, type Column } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { usePaging } from '../../ui/paging.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time } from '../../ui/time.js'
import { number } from '../../words/numbers.js'
import { soFar } from './so-far.js'
import { Upload } from './upload.js'

type ImportLine = Answer<'/v1/imports'>['imports'][number]
const pageSize = 50

/** Portfolio files: bring one in, and see what came of those before. */
export function Page() {
  const paging = usePaging()
  const imports = queries.useQuery(
    'get',
    '/v1/imports',
    { params: { query: { limit: String(pageSize), ...paging.query } } },
    { meta: { live: true }, placeholderData: keepPreviousData, select: toPage },
  )
  return (
    <>
      <PageHeader
        title="Imports"
        lead="Portfolio files of suppliers. Importing a file again changes only what changed."
      />
      <Upload title="Import a file" />
      <Running />
      <DataTable
        caption="Imports"
        noun="import"
        columns={columns}
        read={imports}
        changing={imports.isPlaceholderData}
        rowKey={({ importId }) => String(importId)}
        paging={paging}
        total={null}
        empty={<Empty title="Nothing was imported yet">Choose a file above to begin.</Empty>}
      />
    </>
  )
}

/** Imports that go on now, whoever began them. */
function Running() {
  const read = queries.useQuery(
    'get',
    '/v1/operations',
    { params: { query: { running: 'true' } } },
    { refetchInterval: 5_000, select: ({ operations }) => operations.filter(({ kind }) => kind.startsWith('import')) },
  )
  if (read.data === undefined || read.data.length === 0) return null
  return (
    <Panel title="Under way">
      <PlainTable
        caption="Imports that go on now"
        heads={['What', 'Begun', 'How far']}
        rows={read.data.map(({ operationId, kind, startedAt, progress }) => ({
          key: operationId,
          cells: [kind === 'import' ? 'import' : 'dry run', <Time key="begun" at={startedAt} />, soFar(progress)],
        }))}
      />
    </Panel>
  )
}

const columns: readonly Column<ImportLine>[] = [
  { key: 'id', title: 'No.', cell: ({ importId }) => importId, align: 'right' },
  {
    key: 'file',
    title: 'File',
    cell: ({ importId, fileName }) => (
      <To page="/imports/$import" params={{ import: String(importId) }}>
        {fileName}
      </To>
    ),
  },
  { key: 'at', title: 'Begun', cell: ({ startedAt }) => <Time at={startedAt} /> },
  { key: 'by', title: 'By', cell: ({ startedBy }) => startedBy, from: 'medium' },
  { key: 'rows', title: 'Rows', cell: ({ rows }) => number(rows), align: 'right' },
  { key: 'created', title: 'New', cell: ({ created }) => number(created), align: 'right' },
  { key: 'changed', title: 'Changed', cell: ({ changed }) => number(changed), align: 'right', from: 'medium' },
  { key: 'unchanged', title: 'Unchanged', cell: ({ unchanged }) => number(unchanged), align: 'right', from: 'medium' },
  {
    key: 'rejected',
    title: 'Rejected',
    cell: ({ rejected }) => (rejected === 0 ? '0' : <strong>{number(rejected)}</strong>),
    align: 'right',
  },
  { key: 'missing', title: 'Missing', cell: ({ missing }) => number(missing), align: 'right', from: 'wide' },
  { key: 'whole', title: 'Whole portfolio', cell: ({ whole }) => (whole ? 'yes' : 'no'), from: 'wide' },
]

function toPage({ imports, next }: Answer<'/v1/imports'>) {
  return { rows: imports, next }
}
