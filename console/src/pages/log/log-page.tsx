import { whoMay } from '../../session/permission-gate.js'
import { useMay } from '../../session/session.js'
import { PageHeader } from '../../shell/page-header.js'
import { useFilters } from '../../ui/filters.js'
import { To } from '../../ui/link.js'
import { AuditLog } from './audit-log.js'
import { Decisions } from './decisions.js'
import styles from './log.module.css'
import { LongWork } from './long-work.js'

const views = [
  ['decisions', 'Decisions', 'What was decided about lanes, batches, the programme, actions and imports.'],
  ['work', 'Long work', 'Imports and programmes put in force: how far they are, and what came of them.'],
  ['audit', 'Audit log', 'Every command, and every read of personal data: who, what, and how it was answered.'],
] as const

/** Who decided what, and who asked for what. What was decided about one meter is in its story. */
export function Page() {
  const [{ view: wanted }] = useFilters(['view'])
  const mayAudit = useMay('audit:read')
  const [view, , lead] = views.find(([name]) => name === wanted) ?? views[0]
  return (
    <>
      <PageHeader title="Operations log" lead={`${lead} The latest first.`} />
      <nav className={styles.views} aria-label="Logs">
        {views.map(([name, label]) =>
          name === 'audit' && !mayAudit ? (
            <span key={name} className="quiet">
              {label}: for {whoMay('audit:read')}
            </span>
          ) : (
            <To
              key={name}
              page="/log"
              {...(name === 'decisions' ? {} : { filters: { view: name } })}
              className={name === view ? styles.here : undefined}
            >
              {label}
              {name === view && <span className="heard"> (shown)</span>}
            </To>
          ),
        )}
      </nav>
      {view === 'decisions' && <Decisions />}
      {view === 'work' && <LongWork />}
      {view === 'audit' && <AuditLog />}
    </>
  )
}
