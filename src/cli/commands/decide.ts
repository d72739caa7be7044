import type { Command as CliCommand } from 'commander'
import { londonDate } from '../../domain/calendar.js'
import { codeEntry } from '../../domain/codes.js'
import { MeterliftError } from '../../domain/errors.js'
import { parseDeviceId } from '../../domain/identifiers.js'
import { lossReasons, type Command, type LossReason } from '../../domain/journey/happening.js'
import { exclusionCategories, type ExclusionCategory } from '../../domain/programme.js'
import { changeSupplier } from '../../operations/change-supplier.js'
import { correct } from '../../operations/correct.js'
import { decide } from '../../operations/decide.js'
import { findMeter } from '../../operations/find-meter.js'
import type { CommandResult } from '../../workflows/journey-messages.js'
import { withContext, type ActingOptions } from '../context.js'
import { acting, date, example, oneOf, readActing, setting } from '../options.js'
import { say, sayJson } from '../print.js'
import { instantGiven } from '../when.js'

interface DecideOptions extends ActingOptions {
  readonly reason?: string
}

const today = (): string => londonDate(Date.now())
/** Any meter, for the examples. */
const meter = '70-B3-D5-1F-30-00-A0-08'

/** decide ... and supplier change: what a person decides about one meter. */
export function addDecide(program: CliCommand): void {
  const group = program
    .command('decide')
    .description(
      'decide about one meter (by meter point, device id or journey number); refused with exit code 3 where it is not possible now',
    )
  addAttempts(group)
  addReplace(group)
  addEnds(group)
  addCorrect(group)
  addSupplier(program)
}

function deciding(group: CliCommand, name: string, description: string, use: string): CliCommand {
  return example(acting(group.command(`${name} <meter>`)), `decide ${name} ${meter} ${use}`.trimEnd())
    .description(description)
    .option('--reason <words>', 'why, for the record')
}

async function act(command: CliCommand, text: string, decision: Command, fix?: string): Promise<void> {
  const options = readActing<DecideOptions>(command)
  await withContext(options, async ({ db, temporal }) => {
    const journeyId = await findMeter(db, text)
    answer(
      options,
      journeyId,
      await decide(
        { db, client: await temporal() },
        {
          journeyId,
          command: decision,
          actor: options.by,
          reason: options.reason ?? null,
          ...(fix === undefined ? {} : { fix }),
        },
      ),
    )
  })
}

function addAttempts(group: CliCommand): void {
  const retry = deciding(
    group,
    'retry',
    'attempt again; a blocked or waiting meter is checked again',
    '--at 2026-11-24T18:00 --reason "WAN is back"',
  )
    .option('--at <time>', 'not before this time: 2026-11-24T18:00 (London), with an offset, or +2h', (text) =>
      instantGiven(text),
    )
    .option('--fix <words>', 'what was done of what the failure asks for; without it on record the retry is refused')
    .action((text: string) => {
      const { at, fix } = retry.opts<{ at?: number; fix?: string }>()
      return act(retry, text, { kind: 'retry', at: at ?? null }, fix)
    })
  const withdraw = deciding(
    group,
    'withdraw',
    'take the meter back from its lane, unless its attempt is in flight',
    '--reason "firmware is being upgraded"',
  ).action((text: string) => act(withdraw, text, { kind: 'withdraw' }))
  const authorise = deciding(group, 'authorise', "give the Responsible Supplier's authorisation", '--by ann').action(
    (text: string) => act(authorise, text, { kind: 'authorise' }),
  )
}

function addReplace(group: CliCommand): void {
  const replace = deciding(
    group,
    'replace',
    'replace with a SMETS2 meter: order, appoint, record a failed visit, done, or cancel',
    '--done 70-B3-D5-1F-30-00-A0-09 --on 2026-11-24',
  )
    .option('--order', 'order it (where no other step is named)')
    .option('--appoint <date>', 'the visit is on this day', date)
    .option('--visit-failed <why>', 'the visit failed')
    .option('--done <device>', 'the new device is installed')
    .option('--on <date>', 'on this day (default: today)', date)
    .option('--cancel', 'cancel it')
    .action((text: string) => act(replace, text, replaceCommand(replace.opts<ReplaceOptions>())))
}

interface ReplaceOptions {
  readonly order?: boolean
  readonly appoint?: string
  readonly visitFailed?: string
  readonly done?: string
  readonly on?: string
  readonly cancel?: boolean
}

function replaceCommand({ order, appoint, visitFailed, done, cancel, on = today() }: ReplaceOptions): Command {
  const steps = [order, appoint, visitFailed, done, cancel].filter((step) => step !== undefined)
  if (steps.length > 1)
    throw new MeterliftError('STEP_UNCLEAR', 'a replacement takes one step at a time', {
      hint: 'give one of --order, --appoint, --visit-failed, --done, --cancel',
    })
  if (cancel === true) return { kind: 'replace', step: 'cancel' }
  if (appoint !== undefined) return { kind: 'replace', step: 'appoint', on: appoint }
  if (visitFailed !== undefined) return { kind: 'replace', step: 'visit-failed', on: notAhead(on), why: visitFailed }
  if (done === undefined) return { kind: 'replace', step: 'order', on: notAhead(on) }
  const newDeviceId = parseDeviceId(done)
  if (newDeviceId === null)
    throw new MeterliftError('DEVICE_ID_INVALID', `${done} is not a device id`, {
      hint: 'an EUI-64, sixteen hexadecimal digits',
    })
  return { kind: 'replace', step: 'done', on: notAhead(on), newDeviceId }
}

/** What has happened did so today or before. */
function notAhead(day: string): string {
  if (day <= today()) return day
  throw new MeterliftError('DATE_INVALID', `${day} has not come yet`, { hint: 'record it once it has happened' })
}

function addEnds(group: CliCommand): void {
  const exclude = deciding(
    group,
    'exclude',
    'exclude from enrolment: ends the duty by a named decision',
    '--category missing-master-keys --evidence CASE-17',
  )
    .requiredOption('--category <category>', `one of ${exclusionCategories.join(', ')}`, oneOf(exclusionCategories))
    .requiredOption('--evidence <words>', 'the evidence, or a reference to it')
    .action((text: string) => {
      const { category, evidence } = exclude.opts<{ category: ExclusionCategory; evidence: string }>()
      return act(exclude, text, { kind: 'exclude', category, evidence })
    })
  const reopen = deciding(
    group,
    'reopen',
    'reopen an exclusion; the journey goes on from the inventory',
    '--reason "keys were recovered"',
  ).action((text: string) => act(reopen, text, { kind: 'reopen' }))
  const lose = deciding(group, 'lose', 'the installation is gone', '--because demolished --on 2026-11-20')
    .requiredOption('--because <reason>', lossReasons.join(', '), oneOf(lossReasons))
    .option('--on <date>', 'on this day (default: today)', date)
    .action((text: string) => {
      const { because, on = today() } = lose.opts<{ because: LossReason; on?: string }>()
      return act(lose, text, { kind: 'lose', reason: because, on: notAhead(on) })
    })
}

function addCorrect(group: CliCommand): void {
  const correcting = deciding(
    group,
    'correct',
    'correct data of the meter; it is checked again from the inventory on',
    '--set firmware=2.40 --set hub_firmware=1.7',
  )
    .requiredOption(
      '--set <field=value>',
      'a column as in a portfolio; may be repeated; an empty value clears an optional one',
      setting,
    )
    .action(async (text: string) => {
      const options = readActing<DecideOptions & { readonly set: Readonly<Record<string, string>> }>(correcting)
      await withContext(options, async ({ db, inForce, temporal }) => {
        const journeyId = await findMeter(db, text)
        const { programme } = await inForce()
        const request = {
          journeyId,
          fields: options.set,
          actor: options.by,
          reason: options.reason ?? null,
          now: Date.now(),
        }
        answer(options, journeyId, await correct({ db, client: await temporal() }, programme, request))
      })
    })
}

function addSupplier(program: CliCommand): void {
  const supplier = program.command('supplier').description('change of supplier')
  const change = example(
    acting(supplier.command('change <meter> <supplier>')),
    `supplier change ${meter} octopus --gained-on 2026-11-20`,
  )
    .description('the customer switched: the new supplier owns the journey and its duty')
    .option('--gained-on <date>', 'day of the gain (default: today)', date)
    .option('--reason <words>', 'why, for the record')
    .action(async (text: string, name: string) => {
      const options = readActing<DecideOptions & { readonly gainedOn?: string }>(change)
      await withContext(options, async ({ db, inForce, temporal }) => {
        const journeyId = await findMeter(db, text)
        const { programme } = await inForce()
        const request = {
          journeyId,
          supplier: name,
          gainedOn: options.gainedOn ?? today(),
          actor: options.by,
          reason: options.reason ?? null,
          now: Date.now(),
        }
        answer(options, journeyId, await changeSupplier({ db, client: await temporal() }, programme, request))
      })
    })
}

function answer(options: ActingOptions, journeyId: number, { stage, code, ...rest }: CommandResult): void {
  if (options.json) sayJson({ journeyId, stage, code, ...rest })
  else {
    const meaning = code === null ? null : codeEntry(code)?.meaning
    say(
      `done: journey ${journeyId} is now ${stage}${code === null ? '' : ` (${code}${meaning == null ? '' : `: ${meaning}`})`}`,
    )
  }
}
