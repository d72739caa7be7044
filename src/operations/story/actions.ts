import type { Command, CommandKind } from '../../domain/journey/happening.js'
import type { Refusal } from '../../domain/journey/decision.js'
import { refusalOf } from '../../domain/journey/permitted.js'
import type { MeterHistory } from '../../register/read/meter-history.js'

/** Whether a person may decide something about a meter now, and if not, why. */
export interface ActionState {
  readonly action: CommandKind
  readonly allowed: boolean
  readonly refusal: Refusal | null
}

/** One specimen of each decision; the rules look at its kind and step alone. */
const specimens: readonly Command[] = [
  { kind: 'retry', at: null },
  { kind: 'replace', step: 'order', on: '2018-01-01' },
  { kind: 'exclude', category: 'no-wan-before-migration', evidence: '' },
  { kind: 'withdraw' },
  { kind: 'authorise' },
  { kind: 'correct', correctionId: 0 },
  { kind: 'change-supplier', supplierId: '', gainedOn: '2018-01-01' },
  { kind: 'lose', reason: 'removed', on: '2018-01-01' },
  { kind: 'reopen' },
]

const notBegun: Refusal = {
  code: 'JOURNEY_NOT_STARTED',
  message: 'the journey has not begun: its SMSO and SMI records are still being fetched',
}

/** Every decision that a person may take, each with the reason where it is not possible now. */
export function actionsOf({ view, begun }: Pick<MeterHistory, 'view' | 'begun'>): readonly ActionState[] {
  const { replacement } = view.state
  // It may be on its way in migration too, where an attempt is in flight.
  const underWay = replacement !== null && replacement.state !== 'done'
  return specimens.map((specimen) => {
    const command = specimen.kind === 'replace' && underWay ? progressOf(specimen) : specimen
    const refusal = begun ? refusalOf(view, command) : notBegun
    return { action: specimen.kind, allowed: refusal === null, refusal }
  })
}

/** With a replacement under way, `replace` records its progress. */
function progressOf(specimen: Extract<Command, { kind: 'replace' }>): Command {
  return specimen.step === 'order' ? { kind: 'replace', step: 'appoint', on: specimen.on } : specimen
}
