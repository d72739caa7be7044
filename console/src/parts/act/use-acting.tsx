import { useState, type ReactNode } from 'react'
import type { ActionKind } from '../../../../src/domain/action/request.js'
import { BulkActDialog, type ActSet } from './bulk-act-dialog.js'

/**
 * The dialog of bulk actions, for the page to draw beside its lists: a row that asked for it may be gone before the dialog is
 * filled in, since lists follow the register.
 */
export function useActing(): { readonly ask: (kind: ActionKind, set: ActSet) => void; readonly dialog: ReactNode } {
  const [asked, setAsked] = useState<{ readonly kind: ActionKind; readonly set: ActSet } | null>(null)
  return {
    ask: (kind, set) => setAsked({ kind, set }),
    dialog: asked !== null && <BulkActDialog {...asked} onClose={() => setAsked(null)} />,
  }
}
