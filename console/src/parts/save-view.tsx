import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Input, Label, TextField } from 'react-aria-components'
import { Button } from '../ui/button.js'
import { Dialog } from '../ui/dialog.js'
import dialog from '../ui/dialog.module.css'
import { ProblemView } from '../ui/problem-view.js'
import { tell } from '../ui/toasts.js'
import { saveView } from './views.js'

interface SaveViewProps {
  readonly page: string
  readonly query: string
  /** The filters in words. */
  readonly words: string
  readonly onClose: () => void
}

/** Saves the filters on the screen for the team, under a name. */
export function SaveView({ page, query, words, onClose }: SaveViewProps) {
  const [name, setName] = useState('')
  const client = useQueryClient()
  const save = useMutation({
    mutationFn: () => saveView(page, name.trim(), query),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['get', '/v1/views'] })
      tell(`“${name.trim()}” is saved for your team.`)
      onClose()
    },
  })
  return (
    <Dialog dismissable title="Save these filters" onClose={onClose}>
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() !== '' && !save.isPending) save.mutate()
        }}
      >
        <p>{words}</p>
        <TextField value={name} onChange={setName} isRequired autoFocus maxLength={100} className={dialog.field}>
          <Label>Name, for everyone in your team</Label>
          <Input autoComplete="off" />
        </TextField>
        {save.isError && <ProblemView error={save.error} title="It was not saved" />}
        <div className={dialog.buttons}>
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" look="main" isDisabled={name.trim() === '' || save.isPending}>
            {save.isPending ? 'Saving…' : 'Save'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
