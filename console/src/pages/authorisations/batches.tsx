import { useState } from 'react'
import type { Answer } from '../../api/call.js'
import { whoMay } from '../../session/permission-gate.js'
import { useMay } from '../../session/session.js'
import { Badge } from '../../ui/badge.js'
import { Button } from '../../ui/button.js'
import { Empty } from '../../ui/empty.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time } from '../../ui/time.js'
import { supplierDecisions } from '../../words/batches.js'
import { number } from '../../words/numbers.js'
import { FileDialog } from './file-dialog.js'
import { WordDialog, type Word } from './word-dialog.js'

export type Line = Answer<'/v1/authorisations'>['authorisations'][number]

interface BatchesProps {
  readonly title: string
  readonly empty: string
  readonly lines: readonly Line[]
}

type Asked = { readonly what: Word | 'file'; readonly line: Line }

/** Suppliers' words on their meters in batches: to give, or given. */
export function Batches({ title, empty, lines }: BatchesProps) {
  const may = useMay('meters:authorise')
  const [asked, ask] = useState<Asked | null>(null)
  const close = (): void => ask(null)
  return (
    <Panel title={title} aside={may ? undefined : `to give a word: ${whoMay('meters:authorise')}`}>
      {lines.length === 0 ? (
        <Empty title={empty} />
      ) : (
        <PlainTable
          caption={`${title}: by batch and supplier`}
          heads={['Batch', 'Supplier', { title: 'Meters that wait', align: 'right' }, 'Starts', 'Word', 'By', 'Do']}
          rows={lines.map((line) => ({
            key: `${line.batchId} ${line.supplier}`,
            cells: [
              `${line.batchId}, ${line.state}`,
              line.supplier,
              number(line.awaited),
              line.startsAt === null ? '–' : <Time key="starts" at={line.startsAt} show="both" />,
              <WordBadge key="word" decision={line.decision} />,
              line.decidedBy === null || line.decidedAt === null ? (
                '–'
              ) : (
                <span key="by">
                  {line.decidedBy}, <Time at={line.decidedAt} />
                </span>
              ),
              may ? <Buttons key="do" line={line} ask={ask} /> : '–',
            ],
          }))}
        />
      )}
      {asked !== null &&
        (asked.what === 'file' ? (
          <FileDialog line={asked.line} onClose={close} />
        ) : (
          <WordDialog line={asked.line} word={asked.what} onClose={close} />
        ))}
    </Panel>
  )
}

function WordBadge({ decision }: Pick<Line, 'decision'>) {
  const [text, tone] = supplierDecisions[decision ?? ''] ?? ['awaited', 'warn']
  return <Badge tone={tone}>{text}</Badge>
}

function Buttons({ line, ask }: { readonly line: Line; readonly ask: (asked: Asked) => void }) {
  const of = `${line.supplier} in batch ${line.batchId}`
  return (
    <div style={{ display: 'flex', gap: 6, flexWrap: 'wrap' }}>
      {line.decision !== 'authorised' && (
        <Button aria-label={`Authorise… for ${of}`} onPress={() => ask({ what: 'authorised', line })}>
          Authorise…
        </Button>
      )}
      {line.decision !== 'refused' && (
        <Button aria-label={`Refuse… for ${of}`} onPress={() => ask({ what: 'refused', line })}>
          Refuse…
        </Button>
      )}
      <Button aria-label={`By file… for ${of}`} onPress={() => ask({ what: 'file', line })}>
        By file…
      </Button>
    </div>
  )
}
