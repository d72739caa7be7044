import { useState } from 'react'
import { whoMay } from '../../session/permission-gate.js'
import { useMay } from '../../session/session.js'
import { Badge } from '../../ui/badge.js'
import { Button } from '../../ui/button.js'
import { Empty } from '../../ui/empty.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time } from '../../ui/time.js'
import { supplierDecisions } from '../../words/batches.js'
import { nameOf, useFilterWords } from '../../words/filter-words.js'
import { counted } from '../../words/numbers.js'
import { AuthoriseDialog } from './authorise-dialog.js'
import styles from './batch.module.css'
import type { OfBatch } from './batch.js'

interface Word {
  readonly supplier: string
  readonly meters: number
  readonly decision: 'authorised' | 'refused'
}

/** Suppliers' words on their meters: which are missing, and who gave which. */
export function Authorisations({ batch }: OfBatch) {
  const { suppliers } = useFilterWords()
  const may = useMay('meters:authorise')
  const [open, setOpen] = useState<Word | null>(null)
  const { authorisations: given, authorisationsAwaited: awaited } = batch
  const words = (['authorised', 'refused'] as const).map((decision) => ({
    decision,
    label: decision === 'authorised' ? 'It authorises' : 'It refuses',
  }))
  return (
    <Panel
      title="Authorisations"
      aside={may || awaited.length === 0 ? undefined : `giving them is for ${whoMay('meters:authorise')}`}
    >
      {given.length === 0 && awaited.length === 0 ? (
        <Empty title="No supplier is waited for">
          Its meters go by their suppliers’ standing authorisations, or by those for each meter.
        </Empty>
      ) : (
        <PlainTable
          caption="Suppliers’ words on their meters of this batch"
          heads={['Supplier', 'Word', 'By whom, or who is missing']}
          rows={[
            ...awaited.map(({ supplier, meters }) => ({
              key: `awaited ${supplier}`,
              cells: [
                nameOf(suppliers, supplier),
                <Badge tone="bad">missing</Badge>,
                <>
                  for {counted(meters, 'meter')}
                  <div className={styles.buttons}>
                    {words.map(({ decision, label }) => (
                      <Button
                        key={decision}
                        isDisabled={!may}
                        aria-label={`${nameOf(suppliers, supplier)}: ${label}`}
                        onPress={() => setOpen({ supplier, meters, decision })}
                      >
                        {label}
                      </Button>
                    ))}
                  </div>
                </>,
              ],
            })),
            ...given.map(({ supplier, decision, at, by, file }) => {
              const [text, tone] = supplierDecisions[decision] ?? [decision, 'quiet']
              return {
                key: `given ${supplier}`,
                cells: [
                  nameOf(suppliers, supplier),
                  <Badge tone={tone}>{text}</Badge>,
                  <>
                    {by}, <Time at={at} show="exact" />
                    {file !== null && <div className="small quiet">by the file {file}</div>}
                  </>,
                ],
              }
            }),
          ]}
        />
      )}
      {open !== null && (
        <AuthoriseDialog
          {...open}
          name={nameOf(suppliers, open.supplier)}
          batchId={batch.batchId}
          onClose={() => setOpen(null)}
        />
      )}
    </Panel>
  )
}
