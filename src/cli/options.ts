import { InvalidArgumentError, type Command } from 'commander'
import { isIsoDate } from '../domain/calendar.js'
import { userName, type CommonOptions } from './context.js'

/** Adds what every command understands. */
export function common(command: Command): Command {
  return command
    .option('--data <dir>', 'data folder of the running stack', '.meterlift')
    .option('--json', 'print JSON', false)
    .option('--by <name>', 'who acts, for the record', userName())
}

/** The options of a command as its action reads them. */
export function read<T extends object>(command: Command): T & CommonOptions {
  return command.opts<T & CommonOptions>()
}

export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const n = Number(text)
    if (/^\d+$/.test(text) && n >= min && n <= max) return n
    throw new InvalidArgumentError(`Give a whole number from ${min} to ${max}.`)
  }
}

export function date(text: string): string {
  if (isIsoDate(text)) return text
  throw new InvalidArgumentError('Give a date like 2026-11-24.')
}

/** Gathers a repeated option of the form field=value. */
export function setting(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('Give field=value, like firmware=2.40.')
  return { ...before, [text.slice(0, at)]: text.slice(at + 1) }
}

/** Adds the filters of lists and exports. */
export function filters(command: Command): Command {
  return command
    .option('--supplier <id>', 'only meters of this supplier')
    .option('--cohort <id>', 'only meters of this cohort')
    .option('--lane <id>', 'only meters of this lane')
    .option('--stage <stage>', 'only meters at this stage')
    .option('--code <code>', 'only meters with this code')
    .option('--failure <code>', 'only meters whose last failure was this')
    .option('--due-before <date>', 'only meters due before this day', date)
    .option('--due-from <date>', 'only meters due on this day or later', date)
    .option('--payment-mode <mode>', 'only credit or prepayment')
    .option('--service <service>', 'only active or dormant')
}
