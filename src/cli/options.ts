import { InvalidArgumentError, type Command } from 'commander'
import { isIsoDate } from '../domain/calendar.js'
import { userName, type ActingOptions, type CommonOptions } from './context.js'

/** Adds what every command on a stack understands. */
export function common(command: Command): Command {
  return command
    .option('--data <dir>', 'data folder of the running stack', '.meterlift')
    .option('--json', 'print JSON (docs/cli.md)', false)
}

/** Adds who acts. */
export function acting(command: Command): Command {
  return common(command).option('--by <name>', 'who acts, for the record', userName())
}

/** Adds an example to a command's help. */
export function example(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText('after', `\nExample:\n${lines.map((line) => `  npx meterlift ${line}`).join('\n')}`)
}

/** The options of a command as its action reads them. */
export function read<T extends object>(command: Command): T & CommonOptions {
  return command.opts<T & CommonOptions>()
}

export function readActing<T extends object>(command: Command): T & ActingOptions {
  return command.opts<T & ActingOptions>()
}

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const n = Number(text)
    if (/^\d+$/.test(text) && n >= min && n <= max) return n
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`)
  }
}

/** Whole numbers with commas between them. */
function numbers(text: string): string {
  const found = text.split(',').map((each) => each.trim())
  if (found.every((each) => /^\d{1,15}$/.test(each))) return found.join(',')
  throw new InvalidArgumentError('Give numbers like 13,137.')
}

export function date(text: string): string {
  if (isIsoDate(text)) return text
  throw new InvalidArgumentError('Give a day like 2026-11-24.')
}

export function oneOf<const T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const word = words.find((each) => each === text.trim().toLowerCase())
    if (word === undefined) throw new InvalidArgumentError(`Give one of ${words.join(', ')}.`)
    return word
  }
}

/** Gathers a repeated option of the form field=value. */
export function setting(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Give field=value, like firmware=2.40.')
  return { ...before, [text.slice(0, at).trim()]: text.slice(at + 1) }
}

/** Adds the filters by which a part of the fleet is meant. */
export function scope(command: Command): Command {
  return command
    .option('--supplier <name>', 'only meters of this supplier')
    .option('--cohort <name>', 'only meters of this cohort')
    .option('--lane <name>', 'only meters of this lane')
}

/** Adds the filters of lists and exports. */
export function filters(command: Command): Command {
  return scope(command)
    .option('--journeys <numbers>', 'only these, by their numbers: 13,137', numbers)
    .option('--stage <stage>', 'only meters at this stage')
    .option('--standing <standing>', 'of those in migration: ready, held or in-flight')
    .option('--code <code>', 'only meters with this code')
    .option('--failure <code>', 'only meters whose last failure was this')
    .option('--fuel <fuel>', 'only electricity or gas')
    .option('--due-before <date>', 'only meters due before this day', date)
    .option('--due-from <date>', 'only meters due on this day or later', date)
    .option('--payment-mode <mode>', 'only credit or prepayment')
    .option('--service <service>', 'only active or dormant')
    .option('--duty <state>', 'only duties that are open, no-clock, met-in-time, met-late or ended')
    .option(
      '--health <health>',
      'only duties that are overdue, due-soon, on-track, not-started or another health today',
    )
    .option('--firmware <firmware>', 'only meters with this firmware')
    .option('--owner <name>', 'only those handed to this owner')
    .option('--referral <state>', 'only failures whose referral is proposed, referred or answered')
    .option('--reference <reference>', 'only failures referred under this reference')
}
