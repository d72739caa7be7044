import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Programme } from '../../../../src/domain/programme.js'
import { Button } from '../../ui/button.js'
import { Definitions } from '../../ui/definitions.js'
import { useFilters } from '../../ui/filters.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { number } from '../../words/numbers.js'
import { partsOf, type Part } from './parts.js'
import styles from './programme.module.css'

const shownAtFirst = 100

/** A programme, one part at a time; which one stands in the address. */
export function ProgrammeContent({ programme }: { readonly programme: Programme }) {
  const [{ part: wanted }] = useFilters(['part'])
  const parts = partsOf(programme)
  const chosen = parts.find(({ key }) => key === wanted) ?? parts[0]
  return (
    <>
      <Panel title="Rules for all" aside="programme.yaml">
        <Settings programme={programme} />
      </Panel>
      <nav aria-label="Parts of the programme" className={styles.parts}>
        {parts.map(({ key, title, rows }) => (
          <Link
            key={key}
            to="."
            search={(before: object) => ({ ...before, part: key })}
            aria-current={chosen?.key === key ? 'true' : undefined}
            resetScroll={false}
          >
            {title} <span className="quiet">{number(rows.length)}</span>
          </Link>
        ))}
      </nav>
      {chosen !== undefined && <PartTable key={chosen.key} part={chosen} />}
    </>
  )
}

function Settings({ programme: { switches, checks, records, retry } }: { readonly programme: Programme }) {
  return (
    <Definitions
      of={[
        ['Ready meters of no batch', switches.automaticRelease ? 'are released by their lane' : 'wait for a batch'],
        ['Standing authorisations', switches.standingAuthorisation ? 'are accepted' : 'are not accepted'],
        ['A wrong check digit', `MPAN: ${checks.mpanCheckDigit}, MPRN: ${checks.mprnCheckDigit}`],
        ['Records are good for', `${number(records.maxAgeHours)} hours`],
        ['Attempts of a device', `${retry.maxAttempts}, then the exclusion route`],
        ['A failure is referred after', `${retry.referralAfterDays} days without progress`],
      ]}
    />
  )
}

function PartTable({ part: { title, file, heads, rows } }: { readonly part: Part }) {
  const [words, setWords] = useState('')
  const [all, showAll] = useState(false)
  const wanted = words.trim().toLowerCase()
  const found = rows.filter(({ text }) => text.toLowerCase().includes(wanted))
  const shown = all ? found : found.slice(0, shownAtFirst)
  return (
    <Panel title={title} aside={file}>
      {rows.length > 12 && (
        <p className={styles.find}>
          <label>
            Find{' '}
            <input type="search" value={words} onChange={({ target }) => setWords(target.value)} autoComplete="off" />
          </label>{' '}
          <span role="status">
            {number(found.length)} of {number(rows.length)}
          </span>
        </p>
      )}
      <PlainTable caption={`${title}, as ${file} has them`} heads={heads} rows={shown} />
      {shown.length < found.length && (
        <Button onPress={() => showAll(true)}>{`Show all ${number(found.length)}`}</Button>
      )}
    </Panel>
  )
}
