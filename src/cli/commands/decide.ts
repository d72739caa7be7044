import { InvalidArgumentError, type Command as CliCommand } from 'commander'
import { londonDate } from '../../domain/calendar.js'
import { parseDeviceId } from '../../domain/identifiers.js'
import { lossReasons, type Command } from '../../domain/journey/happening.js'
import { exclusionCategories } from '../../domain/programme.js'
import { MeterliftError } from '../../domain/errors.js'
import { normalText } from '../../domain/text.js'
import { correct, decide } from '../../operations/decide.js'
import { findMeter } from '../../operations/find-meter.js'
import type { CommandResult } from '../../workflows/journey-messages.js'
import { withContext, type CommonOptions } from '../context.js'
import { common, date, read, setting } from '../options.js'
import { say, sayJson } from '../print.js'

interface DecideOptions extends CommonOptions {
  readonly reason?: string
}

const today = (): string => londonDate(Date.now())

function oneOf<const T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const word = words.find((each) => each === text)
    if (word === undefined) throw new InvalidArgumentError(`Give one of ${words.join(', ')}.`)
    return word
  }
}

/** decide ... and supplier change: what a person decides about one meter. */
export function addDecideCommands(program: CliCommand): void {
  const group = program.command('decide').description('decide about one meter (by meter point, device id or journey number)')
  const deciding = (name: string, description: string): CliCommand =>
    common(group.command(`${name} <meter>`)).description(description).option('--reason <words>', 'why, for the record')
  const act = async (command: CliCommand, meter: string, decision: Command): Promise<void> => {
    const options = read<DecideOptions>(command)
    await withContext(options, async ({ db, temporal }) => {
      const journeyId = await findMeter(db, meter)
      const result = await decide({ db, client: await temporal() }, { journeyId, command: decision, actor: options.by, reason: options.reason ?? null })
      answer(options, journeyId, result)
    })
  }

  const retry = deciding('retry', 'attempt again; a blocked or waiting meter is checked again')
    .option('--at <instant>', 'not before this time (ISO 8601)')
    .action(async (meter: string) => {
      const { at } = read<{ at?: string }>(retry)
      const instant = at === undefined ? null : Date.parse(at)
      if (Number.isNaN(instant)) throw new MeterliftError('TIME_INVALID', `--at ${at ?? ''} is not a time`, { hint: 'give it like 2026-11-24T18:00:00Z' })
      await act(retry, meter, { kind: 'retry', at: instant })
    })

  const replace = deciding('replace', 'replace with a SMETS2 meter: order, appoint, record a failed visit, done, or cancel')
    .option('--order', 'order it (the default)')
    .option('--appoint <date>', 'the visit is on this day', date)
    .option('--visit-failed <why>', 'the visit failed')
    .option('--done <device>', 'the new device is installed')
    .option('--on <date>', 'on this day', date, today())
    .option('--cancel', 'cancel it')
    .action(async (meter: string) => {
      const options = read<{ appoint?: string; visitFailed?: string; done?: string; on: string; cancel?: boolean }>(replace)
      await act(replace, meter, replaceCommand(options))
    })

  const exclude = deciding('exclude', 'exclude from enrolment: ends the duty by a named decision')
    .requiredOption('--category <category>', `one of ${exclusionCategories.join(', ')}`, oneOf(exclusionCategories))
    .requiredOption('--evidence <words>', 'the evidence: a reference to it')
    .action(async (meter: string) => {
      const { category, evidence } = read<{ category: (typeof exclusionCategories)[number]; evidence: string }>(exclude)
      await act(exclude, meter, { kind: 'exclude', category, evidence })
    })
  const withdraw = deciding('withdraw', 'take the meter back from its lane').action((meter: string) => act(withdraw, meter, { kind: 'withdraw' }))
  const authorise = deciding('authorise', "give the supplier's authorisation").action((meter: string) => act(authorise, meter, { kind: 'authorise' }))
  const reopen = deciding('reopen', 'reopen an exclusion').action((meter: string) => act(reopen, meter, { kind: 'reopen' }))
  const lose = deciding('lose', 'the installation is gone')
    .requiredOption('--because <reason>', lossReasons.join(', '), oneOf(lossReasons))
    .option('--on <date>', 'on this day', date, today())
    .action(async (meter: string) => {
      const { because, on } = read<{ because: (typeof lossReasons)[number]; on: string }>(lose)
      await act(lose, meter, { kind: 'lose', reason: because, on })
    })

  const correcting = deciding('correct', 'correct data of the meter; it is checked again from the inventory on')
    .requiredOption('--set <field=value>', 'a field as in the portfolio; may be repeated', setting)
    .action(async (meter: string) => {
      const options = read<DecideOptions & { set: Readonly<Record<string, string>> }>(correcting)
      await withContext(options, async ({ db, inForce, temporal }) => {
        const journeyId = await findMeter(db, meter)
        const { programme } = await inForce()
        const result = await correct({ db, client: await temporal() }, programme, { journeyId, fields: options.set, actor: options.by, reason: options.reason ?? null, now: Date.now() })
        answer(options, journeyId, result)
      })
    })

  const supplier = program.command('supplier').description('change of supplier')
  const change = common(supplier.command('change <meter> <supplier>'))
    .description('the customer switched: the new supplier owns the journey and its duty')
    .option('--gained-on <date>', 'day of the gain', date, today())
    .option('--reason <words>', 'why, for the record')
    .action(async (meter: string, name: string) => {
      const options = read<DecideOptions & { gainedOn: string }>(change)
      await withContext(options, async ({ db, inForce, temporal }) => {
        const journeyId = await findMeter(db, meter)
        const { programme } = await inForce()
        const found = programme.suppliers.find((each) => [each.id, each.name, ...each.aliases].some((text) => normalText(text) === normalText(name)))
        if (found === undefined) throw new MeterliftError('SUPPLIER_UNKNOWN', `the programme has no supplier ${name}`, { hint: programme.suppliers.map(({ id }) => id).join(', ') })
        const command: Command = { kind: 'change-supplier', supplierId: found.id, gainedOn: options.gainedOn }
        answer(options, journeyId, await decide({ db, client: await temporal() }, { journeyId, command, actor: options.by, reason: options.reason ?? null }))
      })
    })
}

function replaceCommand(options: { readonly appoint?: string; readonly visitFailed?: string; readonly done?: string; readonly on: string; readonly cancel?: boolean }): Command {
  if (options.cancel === true) return { kind: 'replace', step: 'cancel' }
  if (options.appoint !== undefined) return { kind: 'replace', step: 'appoint', on: options.appoint }
  if (options.visitFailed !== undefined) return { kind: 'replace', step: 'visit-failed', on: options.on, why: options.visitFailed }
  if (options.done === undefined) return { kind: 'replace', step: 'order', on: options.on }
  const newDeviceId = parseDeviceId(options.done)
  if (newDeviceId === null) throw new MeterliftError('DEVICE_ID_INVALID', `${options.done} is not a device id`, { hint: 'an EUI-64, sixteen hexadecimal digits' })
  return { kind: 'replace', step: 'done', on: options.on, newDeviceId }
}

function answer(options: CommonOptions, journeyId: number, { stage, code }: CommandResult): void {
  if (options.json) sayJson({ journeyId, stage, code })
  else say(`journey ${journeyId} is now ${stage}${code === null ? '' : ` (${code})`}`)
}
