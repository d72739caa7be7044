import { codeEntry } from '../../domain/codes.js'
import { system } from '../../domain/journey/draft.js'
import type { Programme } from '../../domain/programme.js'
import type { Stage } from '../../domain/stage.js'
import type { EvidenceLine, MeterHistory } from '../../register/read/meter-history.js'
import { failureMeaning } from '../open-failures.js'
import { dayText, fieldText, instantText, sentence } from './words.js'

const arrivals: Readonly<Record<Stage, string>> = {
  inventory: 'its data is checked against the SMSO and the SMI',
  blocked: 'blocked by the inventory check',
  waiting: 'it waits',
  migration: 'ready for its lane',
  retry: 'to be tried again',
  'needs-action': 'somebody must act',
  replacement: 'to be replaced by a SMETS2 meter',
  enrolled: 'enrolled',
  replaced: 'replaced',
  excluded: 'excluded from enrolment',
  lost: 'the installation is gone',
}

/** One line of evidence as a plain sentence. What it does not understand it says in the words of the register. */
export function evidenceText(line: EvidenceLine, history: MeterHistory, programme: Programme): string {
  switch (line.kind) {
    case 'stage':
      return stageText(line, programme)
    case 'attempt':
      return sentence(
        `attempt ${text(line, 'attempt')} failed with ${line.code ?? 'no code'}: ${failureMeaning(programme, line.code ?? '').meaning}`,
      )
    case 'duty':
      return dutyText(line)
    case 'decision':
      return line.code === 'RETRY_DECIDED'
        ? sentence(`another attempt was decided${words(line)}`)
        : sentence(meaning(line) ?? line.cause)
    case 'correction':
      return correctionText(line, history)
    case 'supplier':
      return sentence(
        `changed supplier from ${text(line, 'from')} to ${text(line, 'to')}, gained on ${day(line, 'gainedOn')}${by(line)}`,
      )
    case 'replacement':
      return replacementText(line)
    case 'authorisation':
      return sentence(`${text(line, 'supplier')} authorised its migration${words(line)}`)
    default:
      return sentence(noteText(line))
  }
}

function noteText(line: EvidenceLine): string {
  const said = meaning(line) ?? line.cause
  return line.detail?.text === undefined ? said : `${said}: ${text(line, 'text')}${by(line)}`
}

function stageText(line: EvidenceLine, programme: Programme): string {
  const arrival = line.toStage === null ? 'moved on' : arrivals[line.toStage]
  const why = [meaning(line), ...stageDetails(line, programme)].filter((part) => part !== null).join('; ')
  const code = line.code === null ? '' : ` [${line.code}]`
  // The cause repeats what the code of an end or of a decision says already.
  const because = line.code === 'INV_RECORDS_AWAITED' || why === '' ? ` (${line.cause})` : ''
  return sentence(`${arrival}${why === '' ? '' : `: ${why}`}${because}${code}${by(line)}`)
}

/** What the detail of a move adds to its code, in words. */
export function stageDetails(line: EvidenceLine, programme: Programme): readonly string[] {
  const said: string[] = []
  const { toStage, code, detail } = line
  if (toStage === 'retry' && typeof detail?.at === 'number') {
    if (code !== null) said.push(failureMeaning(programme, code).meaning)
    said.push(
      `${detail.attempt === undefined ? 'the next attempt' : `attempt ${text(line, 'attempt')}`} at ${instantText(detail.at)}`,
    )
  }
  if (toStage === 'migration' && detail?.attempt !== undefined) said.push(`attempt ${text(line, 'attempt')}`)
  if (code === 'FIX_FIRST') said.push(`${text(line, 'owner')}: ${text(line, 'remedy').replace(/\.$/, '')}`)
  if (code === 'ELG_FIRMWARE_UPGRADE' && detail?.device !== undefined)
    said.push(`${text(line, 'device')} firmware from ${text(line, 'from')} to ${text(line, 'to')}`)
  if (typeof detail?.liveOn === 'string') said.push(`it goes live on ${dayText(detail.liveOn)}`)
  if (typeof detail?.cohort === 'string') said.push(`cohort ${detail.cohort}`)
  if (toStage === 'blocked' && Array.isArray(detail?.exceptions) && detail.exceptions.length > 1) {
    said.push(`${detail.exceptions.length} disagreements in all`)
  }
  if (typeof detail?.evidence === 'string' && toStage === 'excluded') said.push(`evidence: ${detail.evidence}`)
  if (saidByPerson(line)) said.push(line.cause)
  return said
}

/** Whether a loss, or a meter taken back, has the words of whoever decided it for a cause, and not those that go without saying. */
function saidByPerson({ toStage, code, cause }: EvidenceLine): boolean {
  if (toStage === 'lost') return cause !== `installation ${code?.replace('LOST_', '').toLowerCase()}`
  return code === 'WITHDRAWN' && cause !== 'taken back from its lane'
}

function dutyText(line: EvidenceLine): string {
  switch (line.code) {
    case 'DUTY_BREACHED':
      return `The duty was breached: it was due on ${day(line, 'dueOn')}.`
    case 'DUTY_REMINDER':
      return `Reminder: ${line.cause}, due on ${day(line, 'dueOn')}.`
    default: {
      const before =
        line.detail?.dueBefore === null || line.detail?.dueBefore === undefined
          ? ''
          : `, before that ${day(line, 'dueBefore')}`
      const clock = line.detail?.startsOn === null ? '' : `, clock from ${day(line, 'startsOn')}`
      const flag =
        typeof line.detail?.flag === 'string' ? `; it stands although its ground is gone (${line.detail.flag})` : ''
      const due =
        line.detail?.dueOn === null ? 'the duty has no date any more' : `the duty is due on ${day(line, 'dueOn')}`
      return sentence(
        `${due}${clock}${before}${line.policy === null ? '' : ` (policy ${line.policy}; ${line.cause})`}${flag}`,
      )
    }
  }
}

function correctionText(line: EvidenceLine, { corrections }: MeterHistory): string {
  const made = corrections.find(({ correctionId }) => correctionId === line.detail?.correction)
  const changes = Object.entries(made?.changes ?? {}).map(
    ([field, [from, to]]) => `${fieldText(field)} from ${from ?? 'nothing'} to ${to ?? 'nothing'}`,
  )
  const reason = made?.reason == null ? '' : `: ${made.reason}`
  return sentence(`${line.cause}: ${changes.join(', ')}${by(line)}${reason}`)
}

function replacementText(line: EvidenceLine): string {
  const on = typeof line.detail?.on === 'string' ? `, ${dayText(line.detail.on)}` : ''
  const why = typeof line.detail?.why === 'string' ? `: ${line.detail.why}` : ''
  const device = typeof line.detail?.newDeviceId === 'string' ? `, new device ${line.detail.newDeviceId}` : ''
  return sentence(`${meaning(line) ?? line.cause}${on}${device}${why}${by(line)}`)
}

function meaning(line: EvidenceLine): string | null {
  return line.code === null ? null : (codeEntry(line.code)?.meaning ?? null)
}

function by({ actor }: EvidenceLine): string {
  return actor === system ? '' : `, by ${actor}`
}

/** By whom, and in whose words where a person gave a reason. */
function words(line: EvidenceLine): string {
  const own = line.cause === 'another attempt decided' || line.cause === 'migration authorised' ? '' : `: ${line.cause}`
  return `${by(line)}${own}`
}

function text({ detail }: EvidenceLine, name: string): string {
  const value = detail?.[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : 'nothing'
}

function day({ detail }: EvidenceLine, name: string): string {
  const value = detail?.[name]
  return typeof value === 'string' ? dayText(value) : 'no date'
}
