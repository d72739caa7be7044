import { problemOf } from '../../api/problem.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { ProblemView } from '../../ui/problem-view.js'
import { counted } from '../../words/numbers.js'

/** What the check found: each with file, line and field; anything else that went wrong as what it is. */
export function Findings({ error }: { readonly error: unknown }) {
  const { code, errors } = problemOf(error)
  if (code !== 'PROGRAMME_INVALID' || errors === undefined) {
    return <ProblemView error={error} title="The files could not be checked" />
  }
  return (
    <div role="alert">
      <Panel
        title={`${counted(errors.length, 'problem')} in the files`}
        aside="correct them and choose the files again"
      >
        <PlainTable
          caption="What the check found"
          heads={['File and line', 'Field', 'What is wrong, and what to do']}
          rows={errors.map(({ in: where, path, message }, index) => ({
            key: `${index}`,
            cells: [<code key="at">{where}</code>, path === '' ? '–' : <code key="field">{path}</code>, message],
          }))}
        />
      </Panel>
    </div>
  )
}
