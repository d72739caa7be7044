import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Input, Label, TextField } from 'react-aria-components'
import { useMay } from '../session/session.js'
import { Button } from '../ui/button.js'
import { CloseDialog, Dialog } from '../ui/dialog.js'
import dialog from '../ui/dialog.module.css'
import { Loaded } from '../ui/loaded.js'
import { ProblemView } from '../ui/problem-view.js'
import { Time } from '../ui/time.js'
import styles from './saved-views.module.css'
import { changeView, filtersOf, removeView, useViews, type Given, type SavedView } from './views.js'

interface ManageViewsProps {
  readonly page: string
  /** The filters on the screen, by which a view can be replaced; empty: none. */
  readonly query: string
  readonly describe: (filters: Given) => string
  readonly onClose: () => void
}

/** Renames, replaces and deletes the team’s views of a list. */
export function ManageViews({ page, query, describe, onClose }: ManageViewsProps) {
  const read = useViews(page)
  return (
    <Dialog dismissable title="Views of this list" onClose={onClose}>
      <p className="quiet">Everyone in your team has them; a change is one for all.</p>
      <Loaded read={read} what="The views">
        {({ views }) =>
          views.length === 0 ? (
            <p>There is none any more.</p>
          ) : (
            <ul className={styles.views}>
              {views.map((view) => (
                <li key={view.viewId}>
                  <Line view={view} query={query} describe={describe} />
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <CloseDialog onClose={onClose} />
    </Dialog>
  )
}

interface LineProps extends Pick<ManageViewsProps, 'query' | 'describe'> {
  readonly view: SavedView
}

function Line({ view, query, describe }: LineProps) {
  const [asked, ask] = useState<'rename' | 'replace' | 'delete' | null>(null)
  const [name, setName] = useState(view.name)
  const may = useMay('views:write')
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: () => {
      if (asked === 'delete') return removeView(view)
      return changeView(view, asked === 'rename' ? { name: name.trim() } : { query })
    },
    onSuccess: () => ask(null),
    // After a conflict too: what somebody else made of it is shown before it is decided again.
    onSettled: () => client.invalidateQueries({ queryKey: ['get', '/v1/views'] }),
  })
  const begin = (what: typeof asked): void => {
    change.reset()
    setName(view.name)
    ask(what)
  }
  return (
    <>
      <div>
        <strong>{view.name}</strong> <span className="quiet">{describe(filtersOf(view))}</span>
      </div>
      <div className="small quiet">
        {view.changedBy}, <Time at={view.changedAt} />
      </div>
      {asked === null ? (
        <div className={styles.acts}>
          <Button onPress={() => begin('rename')} isDisabled={!may} aria-label={`Rename ${view.name}`}>
            Rename
          </Button>
          <Button
            onPress={() => begin('replace')}
            isDisabled={!may || query === '' || query === view.query}
            aria-label={`Replace ${view.name}`}
          >
            Replace
          </Button>
          <Button onPress={() => begin('delete')} isDisabled={!may} aria-label={`Delete ${view.name}`}>
            Delete
          </Button>
        </div>
      ) : (
        <form
          className={styles.acts}
          onSubmit={(event) => {
            event.preventDefault()
            if (!change.isPending) change.mutate()
          }}
        >
          {asked === 'rename' && (
            <TextField value={name} onChange={setName} isRequired autoFocus maxLength={100} className={dialog.field}>
              <Label>New name</Label>
              <Input autoComplete="off" />
            </TextField>
          )}
          {asked === 'replace' && <span>By the filters on the screen, for the whole team?</span>}
          {asked === 'delete' && <span>Delete it for the whole team? It does not come back.</span>}
          <Button
            type="submit"
            look={asked === 'delete' ? 'danger' : 'main'}
            isDisabled={change.isPending || name.trim() === ''}
          >
            {{ rename: 'Rename it', replace: 'Replace it', delete: 'Delete it' }[asked]}
          </Button>
          <Button onPress={() => begin(null)}>Leave it</Button>
        </form>
      )}
      {change.isError && <ProblemView error={change.error} title="The view was not changed" />}
    </>
  )
}
