import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Label, TextArea, TextField } from 'react-aria-components'
import { programmeFiles } from '../../../../src/domain/programme-files.js'
import { api, newCommandKey } from '../../api/call.js'
import { problemOf } from '../../api/problem.js'
import { PageHeader } from '../../shell/page-header.js'
import { Button } from '../../ui/button.js'
import dialog from '../../ui/dialog.module.css'
import { To } from '../../ui/link.js'
import { Notice } from '../../ui/notice.js'
import { Panel } from '../../ui/panel.js'
import { ProblemView } from '../../ui/problem-view.js'
import { PreviewView } from '../programme/preview.js'
import { FilesPanel } from './files-panel.js'
import { Findings } from './findings.js'
import type { Files } from './programme-files.js'

/** Proposes a programme: its files are read, checked and tried, and then put forward for another person to decide. */
export function Page() {
  const [files, setFiles] = useState<Files>({})
  const check = useMutation({
    mutationFn: async (of: Files) => (await api.POST('/v1/programme/check', { body: { files: of } })).data ?? null,
  })
  const missing = programmeFiles.filter((name) => files[name] === undefined)
  const add = (more: Files): void => {
    setFiles((before) => ({ ...before, ...more }))
    check.reset()
  }
  return (
    <>
      <PageHeader
        title="Propose a change"
        lead={
          <>
            Change the ten files of your programme’s folder (docs/programme.md) and choose them here. Nothing changes
            before another person puts it in force. <To page="/programme/versions">Versions and proposals</To>
          </>
        }
      />
      <FilesPanel files={files} onFiles={add}>
        <Button look="main" onPress={() => check.mutate(files)} isDisabled={missing.length > 0 || check.isPending}>
          {check.isPending ? 'Checking…' : 'Check and dry run'}
        </Button>
      </FilesPanel>
      {check.isError && <Findings error={check.error} />}
      {check.data != null &&
        (check.data.changed ? (
          <>
            <Notice tone="good" title="The files are in order">
              This is what putting them in force would do now.
            </Notice>
            <PreviewView preview={check.data} />
            <Propose files={files} changes={check.data.changes.length} />
          </>
        ) : (
          <Notice tone="info" title="These files are in force already">
            There is nothing to propose.
          </Notice>
        ))}
    </>
  )
}

function Propose({ files, changes }: { readonly files: Files; readonly changes: number }) {
  const [reason, setReason] = useState('')
  const [key, setKey] = useState(newCommandKey)
  const navigate = useNavigate()
  const propose = useMutation({
    mutationFn: async () =>
      (
        await api.POST('/v1/programme/proposals', {
          params: { header: { 'idempotency-key': key } },
          body: { files, reason: reason.trim() },
        })
      ).data,
    // A refusal is kept under its key; only what failed on the way is sent again with the same one.
    onError: (error) => {
      const { status } = problemOf(error)
      if (status >= 400 && status < 500) setKey(newCommandKey())
    },
    onSuccess: (made) => navigate({ to: `/programme/proposals/${made?.proposalId}` }),
  })
  return (
    <Panel title="Put it forward" aside="another person puts it in force">
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (reason.trim() !== '' && !propose.isPending) propose.mutate()
        }}
      >
        <TextField value={reason} onChange={setReason} isRequired className={dialog.field}>
          <Label>Reason, for the record</Label>
          <TextArea rows={2} maxLength={1_000} />
        </TextField>
        {propose.isError && <ProblemView error={propose.error} title="It was not proposed" />}
        <div>
          <Button type="submit" look="main" isDisabled={reason.trim() === '' || propose.isPending}>
            {propose.isPending ? 'Sending…' : `Propose ${changes === 1 ? 'this change' : `these ${changes} changes`}`}
          </Button>
        </div>
      </form>
    </Panel>
  )
}
