import type { ReactNode } from 'react'
import type { paths } from '../../api/schema.js'
import { stages } from '../../../../src/domain/stage.js'
import { StageBadge } from '../../ui/badge.js'
import { To } from '../../ui/link.js'
import { Notice } from '../../ui/notice.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { StatTile, StatTiles } from '../../ui/stat-tile.js'
import { Day } from '../../ui/time.js'
import { codeMeaning } from '../../words/batches.js'
import { nameOf, useFilterWords } from '../../words/filter-words.js'
import { counted, money, number } from '../../words/numbers.js'
import styles from './batch-plan.module.css'

/** What a batch would be. */
export type Run = paths['/v1/batches/dry-run']['post']['responses'][200]['content']['application/json']
interface OfRun {
  readonly run: Run
}

/** A dry run: how many match and can go, the rest by reason, how long, what is missed, what it costs. */
export function DryRun({ run, changing }: OfRun & { readonly changing: boolean }) {
  return (
    <div className={styles.run} data-changing={changing || undefined} aria-busy={changing}>
      <StatTiles>
        <StatTile
          label="Members"
          value={number(run.members)}
          note={`${number(run.matched)} match, ${number(run.siblings)} come with them`}
        />
        <StatTile
          label="Can go now"
          value={number(run.canGoNow)}
          note="the others go when they can"
          tone={run.canGoNow > 0 ? 'good' : 'warn'}
        />
        <StatTile
          label="Working days"
          value={run.workingDays === null ? 'over a year' : number(run.workingDays)}
          note="for those, if nothing else used the lanes"
        />
        <StatTile
          label="Would miss their date"
          value={number(run.late)}
          note={run.late > 0 ? 'in these working days' : 'none'}
          tone={run.late > 0 ? 'bad' : 'good'}
        />
        <StatTile label="One attempt of each" value={money(run.costPence)} note={counted(run.attempts, 'attempt')} />
      </StatTiles>
      <Warnings run={run} />
      {run.waves.length > 0 && (
        <Part title={counted(run.waves.length, 'wave')}>
          {run.waves.slice(0, 12).map(number).join(', ')}
          {run.waves.length > 12 ? ' …' : ''} meters
        </Part>
      )}
      <Rest run={run} />
      <Lanes run={run} />
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div>
      <h3>{title}</h3>
      {children}
    </div>
  )
}

/** What should be seen before it is planned. */
function Warnings({ run }: OfRun) {
  const { suppliers } = useFilterWords()
  return (
    <>
      {run.unknownDevices.count > 0 && (
        <Notice tone="warn" title={`${counted(run.unknownDevices.count, 'device')} of the list no meter has`}>
          such as {run.unknownDevices.examples.join(', ')}
        </Notice>
      )}
      {run.authorisationsMissing.length > 0 && (
        <Notice tone="warn" title="Authorisations are missing">
          {run.authorisationsMissing.map(({ supplier, meters, split }) => (
            <p key={supplier}>
              {nameOf(suppliers, supplier)}: {counted(meters, 'meter')}
              {split > 0 && `, ${number(split)} of them of an installation that another supplier has a meter in`}
            </p>
          ))}
        </Notice>
      )}
    </>
  )
}

/** Those that cannot go now, by reason. */
function Rest({ run: { rest } }: OfRun) {
  const { failures } = useFilterWords()
  if (rest.length === 0) return null
  return (
    <Part title="The rest, and why">
      <PlainTable
        caption="Meters that cannot go now, by reason"
        heads={[{ title: 'Meters', align: 'right' }, 'Why', 'In the batch']}
        rows={rest.map(({ code, stage, member, meters, examples, batches }) => ({
          key: `${code} ${stage} ${member}`,
          cells: [
            number(meters),
            <div className={styles.why}>
              <span>
                <code>{code}</code> {sentence(codeMeaning(code, failures) ?? 'a code that is not in the retry table')}
              </span>
              <Stage stage={stage} />
              {examples.slice(0, 2).map((device) => (
                <To key={device} page="/meters/$meter" params={{ meter: device }} className={styles.example}>
                  such as {device}
                </To>
              ))}
              {batches.map((batch) => (
                <To key={batch} page="/batches/$batch" params={{ batch: String(batch) }}>
                  Batch {batch}
                </To>
              ))}
            </div>,
            member ? 'later' : 'no',
          ],
        }))}
      />
    </Part>
  )
}

function Stage({ stage }: { readonly stage: string }) {
  const known = stages.find((each) => each === stage)
  return known === undefined ? stage : <StageBadge stage={known} />
}

/** How long each lane needs for those that can go now. */
function Lanes({ run: { lanes } }: OfRun) {
  const words = useFilterWords()
  if (lanes.length === 0) return null
  return (
    <Part title="By lane">
      <PlainTable
        caption="Working days by lane"
        heads={[
          'Lane',
          { title: 'Working days', align: 'right' },
          'Until',
          { title: 'Would miss their date', align: 'right' },
        ]}
        rows={lanes.map(({ laneId, workingDays, lastDay, late }) => ({
          key: laneId,
          cells: [
            nameOf(words.lanes, laneId),
            workingDays === null ? 'over a year' : number(workingDays),
            lastDay === null ? '–' : <Day on={lastDay} />,
            number(late),
          ],
        }))}
      />
    </Part>
  )
}
