import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, newCommandKey } from '../../api/call.js'
import { Button } from '../../ui/button.js'
import { FileInput } from '../../ui/file-input.js'
import { Dialog } from '../../ui/dialog.js'
import dialog from '../../ui/dialog.module.css'
import { Inputs } from '../../ui/inputs.js'
import { Notice } from '../../ui/notice.js'
import { ProblemView } from '../../ui/problem-view.js'
import { counted } from '../../words/numbers.js'
import type { Line } from './batches.js'

interface FileDialogProps {
  readonly line: Line
  readonly onClose: () => void
}

/** A supplier's word meter by meter, as a file: fetched, filled in line by line, and returned. */
export function FileDialog({ line: { batchId, supplier }, onClose }: FileDialogProps) {
  const client = useQueryClient()
  const batch = String(batchId)
  const [sender, setSender] = useState('')
  const fetched = useMutation({
    mutationFn: async () => {
      const { data } = await api.GET('/v1/batches/{batch}/authorisations', {
        params: { path: { batch }, query: { supplier, ...(sender.trim() === '' ? {} : { sender: sender.trim() }) } },
      })
      for (const { name, text } of data?.files ?? []) save(name, text)
      return data?.files ?? []
    },
  })
  const returned = useMutation({
    mutationFn: async (file: File) => {
      const { data } = await api.POST('/v1/batches/{batch}/authorisations', {
        // A file is taken once, whatever its key: it is recognised by its content.
        params: { path: { batch }, header: { 'idempotency-key': newCommandKey() } },
        body: { name: file.name, text: await file.text() },
      })
      void client.invalidateQueries()
      return data
    },
  })
  const taken = returned.data
  return (
    <Dialog title={`By file for ${supplier}: batch ${batchId}`} onClose={onClose}>
      <p>
        The file has a line for each meter. Write “authorised” or “refused” in the column <code>decision</code>, keep
        its name, and return it. It is taken whole or not at all, and once.
      </p>
      <Inputs
        of={[
          {
            name: 'sender',
            label: 'Sender, an EUI-64',
            kind: 'text',
            note: 'It stands in the file’s name. Needed where the service has none of its own.',
          },
        ]}
        draft={{ sender }}
        change={(_, value) => setSender(value)}
      />
      <Button onPress={() => fetched.mutate()} isDisabled={fetched.isPending}>
        Download the file
      </Button>
      {fetched.data?.map(({ name, meters }) => (
        <p key={name} role="status">
          {name}: {counted(meters, 'meter')}.
        </p>
      ))}
      {fetched.isError && <ProblemView error={fetched.error} title="The file could not be made" />}
      <label className={dialog.field}>
        Return it
        <FileInput
          accept=".csv,text/csv"
          disabled={returned.isPending}
          onFiles={([file]) => file !== undefined && returned.mutate(file)}
        />
      </label>
      {returned.isError && <ProblemView error={returned.error} title="The file was not taken" />}
      {taken !== undefined && (
        <Notice tone="good" title={taken.alreadyRead ? 'It was taken before: nothing changed' : 'The file is taken'}>
          {counted(taken.authorised, 'meter')} authorised, {taken.refused} refused.
        </Notice>
      )}
      <div className={dialog.buttons}>
        <Button onPress={onClose}>Close</Button>
      </div>
    </Dialog>
  )
}

/** Has the browser keep a text as a file. */
function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
