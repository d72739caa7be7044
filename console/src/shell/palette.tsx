import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Heading,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { queries } from '../api/call.js'
import { isFor, pages, type PageEntry } from '../pages.js'
import { useSession } from '../session/session.js'
import { StageBadge } from '../ui/badge.js'
import dialog from '../ui/dialog.module.css'
import { ProblemView } from '../ui/problem-view.js'
import { usePaused } from '../ui/use-paused.js'
import styles from './palette.module.css'

/** Searches are on the audit log: only what somebody stopped typing is asked, and not before it can name a meter. */
const pauseMs = 250
const leastLetters = 4

/** Ctrl K: any page by its name, any meter by meter point, device id or hub. */
export function Palette({ onClose }: { readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const session = useSession()
  const navigate = useNavigate()
  const asked = usePaused(text.trim(), pauseMs)
  const enabled = asked.length >= leastLetters && /\d/.test(asked)
  const found = queries.useQuery('get', '/v1/search', { params: { query: { q: asked } } }, { enabled })
  const all: readonly PageEntry[] = pages
  const words = text.trim().toLowerCase()
  const fitting = all.filter(
    (page) =>
      page.group !== null && isFor(page, session) && `${page.title} ${page.also ?? ''}`.toLowerCase().includes(words),
  )
  const meters = enabled ? (found.data?.meters ?? []) : []
  const go = (key: string): void => {
    onClose()
    void navigate({ to: key })
  }
  return (
    <ModalOverlay isOpen isDismissable onOpenChange={(open) => !open && onClose()} className={dialog.overlay}>
      <Modal className={dialog.modal}>
        <Dialog className={styles.palette}>
          <Heading slot="title" className="heard">
            Find
          </Heading>
          <Autocomplete inputValue={text} onInputChange={setText}>
            <SearchField aria-label="Page, meter point, device id or hub" autoFocus className={styles.field}>
              <Input placeholder="Page, meter point, device id or hub" />
            </SearchField>
            <ListBox
              aria-label="Found"
              className={styles.list}
              onAction={(key) => go(String(key))}
              renderEmptyState={() => <p className={styles.none}>{nothingText(words, enabled, found.isFetching)}</p>}
            >
              {fitting.length > 0 && (
                <ListBoxSection id="pages">
                  <Header className={styles.head}>Pages</Header>
                  <Collection items={fitting}>
                    {({ path, title, group }) => (
                      <ListBoxItem id={path} textValue={title} className={styles.item}>
                        <span>{title}</span>
                        <span className="quiet small">{group}</span>
                      </ListBoxItem>
                    )}
                  </Collection>
                </ListBoxSection>
              )}
              {meters.length > 0 && (
                <ListBoxSection id="meters">
                  <Header className={styles.head}>Meters</Header>
                  <Collection items={meters}>
                    {({ journeyId, deviceId, fuel, supplier, stage, standing }) => (
                      <ListBoxItem id={`/meters/${journeyId}`} textValue={deviceId} className={styles.item}>
                        <span className="exact">{deviceId}</span>
                        <span className="quiet">
                          {fuel}, {supplier}
                        </span>
                        <StageBadge stage={stage} standing={standing} />
                      </ListBoxItem>
                    )}
                  </Collection>
                </ListBoxSection>
              )}
            </ListBox>
          </Autocomplete>
          {enabled && found.isError && <ProblemView error={found.error} title="The search failed" />}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function nothingText(words: string, enabled: boolean, searching: boolean): string {
  if (searching) return 'Searching…'
  if (enabled) return 'No page and no meter of yours is called so. Give a whole meter point, device id or hub.'
  return words === '' ? '' : `Nothing yet. A meter needs ${leastLetters} characters or more of its number.`
}
