import { useState } from 'react'
import {
  Button as AriaButton,
  Menu,
  MenuItem,
  MenuSection,
  MenuTrigger,
  Popover,
  Separator,
} from 'react-aria-components'
import { useMay } from '../session/session.js'
import buttons from '../ui/button.module.css'
import { ManageViews } from './manage-views.js'
import { SaveView } from './save-view.js'
import styles from './saved-views.module.css'
import { filtersOf, queryOf, useViewPage, useViews, type Given } from './views.js'

interface SavedViewsProps {
  /** The name of the list; undefined: that of the page. */
  readonly list: string | undefined
  /** The filters that stand in the address now. */
  readonly filters: Given
  /** Filters in words. */
  readonly describe: (filters: Given) => string
  readonly open: (filters: Given) => void
}

/** The views of a list that the team shares: opened from a menu, saved, and managed. */
export function SavedViews({ list, filters, describe, open: openView }: SavedViewsProps) {
  const ofPage = useViewPage()
  const page = list ?? ofPage
  const read = useViews(page)
  const maySave = useMay('views:write')
  const [open, setOpen] = useState<'save' | 'manage' | null>(null)
  const close = (): void => setOpen(null)
  const query = queryOf(filters)
  const views = read.data?.views ?? []
  const shown = views.find((view) => query !== '' && queryOf(filtersOf(view)) === query)
  return (
    <>
      <MenuTrigger>
        <AriaButton className={`${buttons.button} ${buttons.plain}`}>
          {shown === undefined ? 'Views' : `View: ${shown.name}`} <span aria-hidden="true">▾</span>
        </AriaButton>
        <Popover placement="bottom start" className={styles.popover}>
          <Menu className={styles.menu} aria-label="Views of this list">
            <MenuSection aria-label="Saved by your team">
              {views.map((view) => (
                <MenuItem
                  key={view.viewId}
                  id={view.viewId}
                  textValue={view.name}
                  className={styles.item}
                  onAction={() => openView(filtersOf(view))}
                >
                  <span aria-hidden="true">{view === shown ? '✓' : ''}</span>
                  <span>
                    {view.name}
                    <span className="small quiet"> {describe(filtersOf(view))}</span>
                  </span>
                </MenuItem>
              ))}
              {views.length === 0 && (
                <MenuItem id="none" isDisabled textValue="none" className={styles.item}>
                  <span />
                  <span className="quiet">
                    {read.isError ? 'The views could not be read' : 'Your team has saved no view of this list'}
                  </span>
                </MenuItem>
              )}
            </MenuSection>
            <Separator className={styles.line} />
            <MenuItem
              id="save"
              isDisabled={query === '' || !maySave}
              onAction={() => setOpen('save')}
              className={styles.item}
              textValue="Save these filters"
            >
              <span />
              {query === '' ? 'Save these filters: none is set' : 'Save these filters…'}
            </MenuItem>
            <MenuItem
              id="manage"
              isDisabled={views.length === 0}
              onAction={() => setOpen('manage')}
              className={styles.item}
              textValue="Manage views"
            >
              <span />
              Manage views…
            </MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {open === 'save' && <SaveView page={page} query={query} words={describe(filters)} onClose={close} />}
      {open === 'manage' && <ManageViews page={page} query={query} describe={describe} onClose={close} />}
    </>
  )
}
