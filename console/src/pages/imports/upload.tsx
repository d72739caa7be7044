import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api, newCommandKey } from '../../api/call.js'
import { whoMay } from '../../session/permission-gate.js'
import { useMay } from '../../session/session.js'
import { Button } from '../../ui/button.js'
import { FileInput } from '../../ui/file-input.js'
import { Notice } from '../../ui/notice.js'
import { Panel } from '../../ui/panel.js'
import { ProblemView } from '../../ui/problem-view.js'
import { number } from '../../words/numbers.js'
import styles from './imports.module.css'
import { UnderWay } from './under-way.js'

interface Sending {
  readonly dryRun: boolean
  readonly stop: AbortController
}

/** Takes a portfolio file, sends it as a stream, and follows what becomes of it. */
export function Upload({ title }: { readonly title: string }) {
  const mayImport = useMay('imports:write')
  if (mayImport) return <Taking title={title} />
  return (
    <Panel title={title}>
      <Notice tone="quiet" title="You may look at imports, and not begin one">
        Those who may: {whoMay('imports:write')}.
      </Notice>
    </Panel>
  )
}

function Taking({ title }: { readonly title: string }) {
  const id = useId()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [whole, setWhole] = useState(false)
  const [over, setOver] = useState(false)
  const [operationId, setOperation] = useState<string | null>(null)
  const sent = useMutation({
    mutationFn: async ({ dryRun, stop }: Sending) => {
      if (file === null) throw new Error('no file was chosen')
      setOperation(null)
      const { data } = await api.POST('/v1/imports', {
        params: {
          header: { 'idempotency-key': newCommandKey() },
          query: {
            name: file.name.replaceAll(/[^\w .()-]/g, '-').slice(0, 120),
            ...(whole ? { whole: 'true' as const } : {}),
            ...(dryRun ? { 'dry-run': 'true' as const } : {}),
          },
        },
        headers: { 'content-type': /\.gz$/i.test(file.name) ? 'application/gzip' : 'text/csv' },
        // The browser reads the file while it sends it: it is never in memory as a whole.
        body: '',
        bodySerializer: () => file,
        signal: stop.signal,
      })
      if (data === undefined) throw new Error('the upload was answered with nothing')
      setOperation(data.operationId)
      void client.invalidateQueries({ queryKey: ['get', '/v1/operations'] })
    },
  })
  const choose = (chosen: File | undefined): void => {
    if (chosen === undefined || sent.isPending) return
    setFile(chosen)
    setOperation(null)
    sent.reset()
  }
  const send = (dryRun: boolean): void => sent.mutate({ dryRun, stop: new AbortController() })
  const size = file === null ? '' : `${number(Math.max(1, Math.round(file.size / 1024)))} kB`
  return (
    <Panel title={title}>
      <div
        className={styles.drop}
        data-over={over || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(!sent.isPending)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          choose(event.dataTransfer.files[0])
        }}
      >
        <label htmlFor={id}>Portfolio file (CSV, also .gz): choose it, or drop it here</label>
        <FileInput
          id={id}
          accept=".csv,.gz,text/csv,application/gzip"
          disabled={sent.isPending}
          onFiles={([chosen]) => choose(chosen)}
        />
        {file !== null && (
          <p>
            Chosen: <strong>{file.name}</strong> ({size})
          </p>
        )}
        <label className={styles.tick}>
          <input type="checkbox" checked={whole} onChange={({ target }) => setWhole(target.checked)} />
          It is the whole portfolio of its suppliers: list the meters that it lacks
        </label>
        <div className={styles.buttons}>
          <Button onPress={() => send(true)} isDisabled={file === null || sent.isPending}>
            Dry run: count, change nothing
          </Button>
          <Button look="main" onPress={() => send(false)} isDisabled={file === null || sent.isPending}>
            Import
          </Button>
          {sent.isPending && <Button onPress={() => sent.variables.stop.abort()}>Stop sending</Button>}
        </div>
        <p className="small quiet">
          Everything happens in one transaction: an import that breaks off has changed nothing. Good rows are taken, bad
          ones laid aside to be repaired.
        </p>
      </div>
      {sent.isPending && (
        <p role="status">
          Sending {file?.name} ({size})…
        </p>
      )}
      {sent.isError &&
        (sent.variables.stop.signal.aborted ? (
          <Notice tone="info" title="Sending was stopped; nothing was changed" />
        ) : (
          <ProblemView error={sent.error} title="The file was not taken" retry={() => send(sent.variables.dryRun)} />
        ))}
      {operationId !== null && <UnderWay operationId={operationId} />}
    </Panel>
  )
}
