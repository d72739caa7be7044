import { useOperation } from '../../api/use-operation.js'
import { Badge } from '../../ui/badge.js'
import { To } from '../../ui/link.js'
import { Loaded } from '../../ui/loaded.js'
import { Notice } from '../../ui/notice.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { Time } from '../../ui/time.js'
import { counted, number } from '../../words/numbers.js'
import { readReport, type ImportReport } from './report.js'
import { soFar } from './so-far.js'

/** An import that goes on, or what came of it. */
export function UnderWay({ operationId }: { readonly operationId: string }) {
  const read = useOperation(operationId)
  return (
    <div role="status">
      <Loaded read={read} what="The import" lines={2}>
        {({ state, kind, progress, result, problem, startedAt }) =>
          state === 'running' ? (
            <p>
              <Badge tone="info">under way</Badge> {soFar(progress)}; begun <Time at={startedAt} />. It goes on without
              this page.
            </p>
          ) : state === 'failed' ? (
            <Notice tone="bad" title="Nothing was imported, and nothing was changed">
              <p>{sentence(problem?.detail ?? 'it failed')}</p>
              {problem?.hint != null && <p>What to do: {sentence(problem.hint)}</p>}
              {problem !== null && (
                <p className="small quiet">
                  Code <code>{problem.code}</code>
                </p>
              )}
            </Notice>
          ) : (
            <Report report={readReport(result)} dryRun={kind === 'import-dry-run'} />
          )
        }
      </Loaded>
    </div>
  )
}

function Report({ report, dryRun }: { readonly report: ImportReport; readonly dryRun: boolean }) {
  const { importId, rows, created, changed, unchanged, ended, rejected, missing, warnings, problems } = report
  if (report.alreadyImported) {
    return (
      <Notice tone="info" title="This very file was imported before; nothing was done">
        {importId !== null && <Leads importId={importId} rejected={rejected} />}
      </Notice>
    )
  }
  const would = dryRun ? 'would be ' : ''
  return (
    <Notice
      tone={rejected > 0 ? 'warn' : 'good'}
      title={dryRun ? `Dry run of ${counted(rows, 'row')}: nothing was changed` : `Imported ${counted(rows, 'row')}`}
    >
      <p>
        {number(created)} {would}new, {number(changed)} changed, {number(unchanged)} unchanged, {number(rejected)}{' '}
        {would}rejected.
      </p>
      {ended > 0 && (
        <p>
          {counted(ended, 'row')} {ended === 1 ? 'differs' : 'differ'} from what is held of meters whose journey has
          ended; such rows are left.
        </p>
      )}
      {missing > 0 && (
        <p>{counted(missing, 'meter')} of these suppliers are missing from the file; the story of each says so.</p>
      )}
      {warnings > 0 && <p>{counted(warnings, 'check digit')} wrong; the programme lets them pass.</p>}
      {importId !== null && <Leads importId={importId} rejected={rejected} />}
      {problems.length > 0 && (
        <PlainTable
          caption="What is wrong with the first rows that would be rejected"
          heads={['Row', 'Column', 'What is wrong', 'Expected']}
          rows={problems.map(({ row, column, code, message, expected }, index) => ({
            key: String(index),
            cells: [
              number(row),
              <code key="column">{column}</code>,
              <span key="wrong">
                <code>{code}</code> {sentence(message)}
              </span>,
              expected,
            ],
          }))}
        />
      )}
    </Notice>
  )
}

function Leads({ importId, rejected }: { readonly importId: number; readonly rejected: number }) {
  return (
    <p>
      <To page="/imports/$import" params={{ import: String(importId) }}>
        {rejected > 0
          ? `Import ${importId}: see and repair the ${counted(rejected, 'rejected row')}`
          : `Import ${importId}`}
      </To>
    </p>
  )
}
