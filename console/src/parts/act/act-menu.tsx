import { useState } from 'react'
import { actionKinds, actionPermissions, teamActions, type ActionKind } from '../../../../src/domain/action/request.js'
import { whoMay } from '../../session/permission-gate.js'
import { useSession, type Session } from '../../session/session.js'
import { MenuButton } from '../../ui/menu-button.js'
import { actionWords } from '../../words/action-words.js'
import { BulkActDialog, type ActSet } from './bulk-act-dialog.js'

interface ActMenuProps {
  readonly set: ActSet
  readonly label?: string
}

/** What can be done to a set of meters, and the dialog in which it is done. What one may not do says who may. */
export function ActMenu({ set, label = 'Act' }: ActMenuProps) {
  const session = useSession()
  const [kind, setKind] = useState<ActionKind | null>(null)
  return (
    <>
      <MenuButton
        label={label}
        name={`${label}: ${set.words}`}
        choices={actionKinds.map((each) => ({
          id: each,
          label: actionWords[each].title,
          refused: whyNot(session, each),
        }))}
        choose={(id) => setKind(actionKinds.find((each) => each === id) ?? null)}
      />
      {kind !== null && <BulkActDialog kind={kind} set={set} onClose={() => setKind(null)} />}
    </>
  )
}

/** Why this person may not do it; undefined: they may. */
function whyNot({ permissions, supplier }: Session, kind: ActionKind): string | undefined {
  const needed = (['actions:begin', actionPermissions[kind]] as const).find((each) => !permissions.includes(each))
  if (needed !== undefined) return `Not for your role; those who may: ${whoMay(needed)}.`
  if (supplier !== null && teamActions.includes(kind)) return 'Between the operations team and others.'
  return undefined
}
