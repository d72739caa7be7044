import { actionKinds, actionPermissions, teamActions, type ActionKind } from '../../../../src/domain/action/request.js'
import { whoMay } from '../../session/permission-gate.js'
import { useSession, type Session } from '../../session/session.js'
import { MenuButton } from '../../ui/menu-button.js'
import { actionWords } from '../../words/action-words.js'
import type { ActSet } from './bulk-act-dialog.js'

interface ActMenuProps {
  readonly set: ActSet
  readonly label?: string
  /** Opens the dialog (`useActing`). */
  readonly ask: (kind: ActionKind, set: ActSet) => void
}

/** What can be done to a set of meters. What one may not do says who may. */
export function ActMenu({ set, label = 'Act', ask }: ActMenuProps) {
  const session = useSession()
  return (
    <MenuButton
      label={label}
      name={`${label}: ${set.words}`}
      choices={actionKinds.map((each) => ({
        id: each,
        label: actionWords[each].title,
        refused: whyNot(session, each),
      }))}
      choose={(id) => {
        const kind = actionKinds.find((each) => each === id)
        if (kind !== undefined) ask(kind, set)
      }}
    />
  )
}

/** Why this person may not do it; undefined: they may. */
function whyNot({ permissions, supplier }: Session, kind: ActionKind): string | undefined {
  const needed = (['actions:begin', actionPermissions[kind]] as const).find((each) => !permissions.includes(each))
  if (needed !== undefined) return `Not for your role; those who may: ${whoMay(needed)}.`
  if (supplier !== null && teamActions.includes(kind)) return 'Between the operations team and others.'
  return undefined
}
