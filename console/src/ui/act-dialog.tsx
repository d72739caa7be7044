import { useMutation } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import { TextArea, TextField, Label } from 'react-aria-components'
import { newCommandKey } from '../api/call.js'
import { problemOf } from '../api/problem.js'
import { counted } from '../words/numbers.js'
import { Button } from './button.js'
import { CloseDialog, Dialog } from './dialog.js'
import styles from './dialog.module.css'
import { ProblemView } from './problem-view.js'

export interface Act {
  readonly reason: string
  /** Idempotency-Key: the same while the same act is sent again after a fault. */
  readonly key: string
}

interface ActDialogProps {
  /** What is done, as a heading: “Exclude from enrolment”. */
  readonly title: string
  /** To how many meters, counted by the service; null: not counted yet; left out: only the outcome tells. */
  readonly count?: number | null
  readonly noun?: string
  /** What follows from it, and whether it can be undone. */
  readonly consequence: ReactNode
  /** The words of the button: a verb and the number. */
  readonly confirm: string
  readonly danger?: boolean
  /** Fields besides the reason. */
  readonly children?: ReactNode
  /** False while a field besides the reason is not filled in. */
  readonly ready?: boolean
  /** False: what is done keeps no reason, since it only goes on with what was decided. */
  readonly asksReason?: boolean
  /** Carries it out; what it answers is shown as the outcome. */
  readonly act: (act: Act) => Promise<ReactNode>
  readonly onClose: () => void
}

/**
 * Asks before an act: to how many, with what consequence, and why; sends it once, and then shows what came of it. Drawn only
 * while it is open, so that each opening begins anew.
 */
export function ActDialog(props: ActDialogProps) {
  const {
    title,
    count,
    noun = 'meter',
    consequence,
    confirm,
    danger = false,
    children,
    ready = true,
    asksReason = true,
    act,
    onClose,
  } = props
  const [reason, setReason] = useState('')
  const [key, setKey] = useState(newCommandKey)
  const sent = useMutation({
    mutationFn: () => act({ reason: reason.trim(), key }),
    // A refusal is kept under its key; only what failed on the way is sent again with the same one.
    onError: (error) => {
      const { status } = problemOf(error)
      if (status >= 400 && status < 500) setKey(newCommandKey())
    },
  })
  const busy = sent.isPending
  const enough =
    ready && (count === undefined || (count !== null && count > 0)) && (!asksReason || reason.trim() !== '')
  return (
    <Dialog alert title={title} held={busy} onClose={onClose}>
      {sent.isSuccess ? (
        <>
          <div role="status">{sent.data}</div>
          <CloseDialog onClose={onClose} />
        </>
      ) : (
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (!busy && enough) sent.mutate()
          }}
        >
          {count !== undefined && (
            <p className={styles.count}>{count === null ? 'Not counted yet' : counted(count, noun)}</p>
          )}
          <div>{consequence}</div>
          {children}
          {asksReason && (
            <TextField
              value={reason}
              onChange={setReason}
              isRequired
              autoFocus={children === undefined || children === false}
              className={styles.field}
            >
              <Label>Reason, for the record</Label>
              <TextArea rows={2} maxLength={1_000} />
            </TextField>
          )}
          {sent.isError && <ProblemView error={sent.error} title="It was not done" />}
          <div className={styles.buttons}>
            <Button onPress={onClose} isDisabled={busy}>
              Cancel
            </Button>
            <Button type="submit" look={danger ? 'danger' : 'main'} isDisabled={busy || !enough}>
              {busy ? 'Sending…' : confirm}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  )
}
