import { lossReasons, type CommandKind } from '../../../../src/domain/journey/happening.js'
import { exclusionCategories } from '../../../../src/domain/programme.js'
import type { Choice } from '../../ui/filter-bar.js'
import type { Draft, Input } from '../../ui/inputs.js'
import { exclusionWords } from '../../words/action-words.js'
import { paymentChoices, serviceChoices, type useFilterWords } from '../../words/filter-words.js'
import type { Story } from './story.js'

const spelt = (word: string): Choice => ({ value: word, label: word.replaceAll('-', ' ') })
const happened = { name: 'on', label: 'On', kind: 'day' } as const
const steps: Readonly<Record<string, string>> = {
  order: 'order it',
  appoint: 'appoint the visit',
  'visit-failed': 'the visit failed',
  done: 'the new device is installed',
  cancel: 'cancel it',
}

interface Asked {
  readonly story: Story
  readonly words: ReturnType<typeof useFilterWords>
  readonly today: string
  readonly draft: Draft
}

/** What a decision needs besides its reason. */
export function inputsOf(action: CommandKind, asked: Asked): readonly Input[] {
  const { story, words, today } = asked
  switch (action) {
    case 'retry':
      return [...fixInput(story), { name: 'at', label: 'Not before (London’s time)', kind: 'time' }]
    case 'replace':
      return replaceInputs(asked)
    case 'exclude':
      return [
        {
          name: 'category',
          label: 'Category',
          kind: 'choice',
          choices: exclusionCategories.map((value) => ({ value, label: exclusionWords[value] })),
          needed: true,
        },
        {
          name: 'evidence',
          label: 'Evidence, or a reference to it',
          kind: 'words',
          needed: true,
          note: 'Shown to Ofgem or the SEC Panel on request.',
        },
      ]
    case 'lose':
      return [
        { name: 'because', label: 'What became of it', kind: 'choice', choices: lossReasons.map(spelt), needed: true },
        { ...happened, max: today },
      ]
    case 'change-supplier':
      return [
        {
          name: 'supplier',
          label: 'Gaining supplier',
          kind: 'choice',
          choices: words.suppliers.filter(({ value }) => value !== story.supplier),
          needed: true,
        },
        { name: 'gainedOn', label: 'Gained on', kind: 'day', max: today },
      ]
    case 'correct':
      return correctable(asked)
    case 'withdraw':
    case 'authorise':
    case 'reopen':
      return []
  }
}

function fixInput({ failure }: Story): readonly Input[] {
  if (failure?.class !== 'fix-first') return []
  return [
    {
      name: 'fix',
      label: 'What was done of what the failure asks for',
      kind: 'words',
      note: `${failure.code} asks for it: ${failure.remedy} Without it on record a retry is refused.`,
    },
  ]
}

/** Whether a replacement is on its way: then its progress is recorded, else it is ordered or done. */
export const isUnderWay = ({ replacement }: Story): boolean => replacement !== null && replacement.state !== 'done'

function replaceInputs({ story, today, draft: { step } }: Asked): readonly Input[] {
  const possible = isUnderWay(story) ? ['appoint', 'visit-failed', 'done', 'cancel'] : ['order', 'done']
  const choices = possible.map((value) => ({ value, label: steps[value] ?? value }))
  return [
    { name: 'step', label: 'What is recorded', kind: 'choice', choices, needed: true },
    ...(step === 'appoint' ? [{ ...happened, label: 'The visit is on', needed: true }] : []),
    ...(step === 'visit-failed'
      ? ([{ name: 'why', label: 'Why it failed', kind: 'words', needed: true }] as const)
      : []),
    ...(step === 'done'
      ? ([
          {
            name: 'newDeviceId',
            label: 'New device id',
            kind: 'text',
            needed: true,
            note: 'An EUI-64: sixteen hexadecimal digits.',
          },
        ] as const)
      : []),
    ...(step === 'order' || step === 'visit-failed' || step === 'done'
      ? [{ ...happened, max: today, note: 'Today, where nothing else is given.' }]
      : []),
  ]
}

/** The columns of a portfolio that can be corrected, as the register holds them. */
export function heldOf(story: Story): Draft {
  return {
    device_id: story.deviceId,
    manufacturer: story.device.manufacturer,
    model: story.device.model,
    firmware: story.device.firmware,
    hub_id: story.hubId,
    hub_manufacturer: story.hub.manufacturer,
    hub_model: story.hub.model,
    hub_firmware: story.hub.firmware,
    csp: story.csp,
    smso: story.smso,
    payment_mode: story.paymentMode,
    service: story.service,
    installed_on: story.installedOn ?? '',
    supplied_since: story.suppliedSince ?? '',
    compliance_evidence: story.complianceEvidence ?? '',
  }
}

/** What the draft changes of what the register holds. */
export function correctionsIn(draft: Draft, held: Draft): Draft {
  return Object.fromEntries(
    Object.entries(draft).filter(([field, value]) => field in held && value.trim() !== held[field]),
  )
}

const fields: readonly (readonly [name: string, label: string])[] = [
  ['firmware', 'Firmware'],
  ['hub_firmware', 'Hub firmware'],
  ['device_id', 'Device id'],
  ['manufacturer', 'Manufacturer'],
  ['model', 'Model'],
  ['hub_id', 'Hub id'],
  ['hub_manufacturer', 'Hub manufacturer'],
  ['hub_model', 'Hub model'],
  ['csp', 'Service provider of the hub'],
  ['smso', 'SMSO'],
  ['payment_mode', 'Payment mode'],
  ['service', 'Service'],
  ['installed_on', 'Installed on'],
  ['supplied_since', 'Supplied since'],
  ['compliance_evidence', 'SMETS evidence'],
]
const optional: readonly string[] = ['installed_on', 'supplied_since', 'compliance_evidence']

function correctable({ story, words, today }: Asked): readonly Input[] {
  const choices: Readonly<Record<string, readonly Choice[]>> = {
    smso: words.smsos,
    payment_mode: paymentChoices,
    service: serviceChoices,
  }
  const inputs = fields.map(([name, label]): Input => {
    const said = story.exceptions.find(
      (each) => each.closedAt === null && each.field === name && each.reported !== null,
    )
    const own = choices[name]
    return {
      name,
      label,
      needed: !optional.includes(name),
      ...(own === undefined
        ? { kind: name.endsWith('_on') || name.endsWith('_since') ? 'day' : 'text' }
        : { kind: 'choice', choices: own }),
      ...(name === 'installed_on' || name === 'supplied_since' ? { max: today } : {}),
      ...(said === undefined ? {} : { note: `Reported: ${said.reported} (${said.code}).` }),
    }
  })
  // What the check complained of comes first.
  return [...inputs].sort((a, b) => Number(b.note !== undefined) - Number(a.note !== undefined))
}
