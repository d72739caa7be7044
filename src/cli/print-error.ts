import { MeterliftError } from '../domain/errors.js'

/** Exit codes, as --help documents them. */
export const exitCodes = { ok: 0, error: 1, usage: 2, refused: 3, notRunning: 4 } as const

const notRunning: ReadonlySet<string> = new Set(['STACK_NOT_RUNNING', 'REGISTER_AWAY', 'TEMPORAL_AWAY'])
const refusals: ReadonlySet<string> = new Set([
  'NOT_EXCLUDED', 'REPLACEMENT_OPEN', 'NO_REPLACEMENT', 'ALREADY_ON_ITS_WAY', 'NOTHING_TO_WITHDRAW', 'ALREADY_IN_FLIGHT', 'JOURNEY_ENDED', 'JOURNEY_NOT_STARTED',
])

/** Prints an error for a person, without a stack trace where it is one of ours, and answers the exit code. */
export function printError(error: unknown): number {
  if (error instanceof MeterliftError) {
    process.stderr.write(`${error.code}: ${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`)
    return notRunning.has(error.code) ? exitCodes.notRunning : refusals.has(error.code) ? exitCodes.refused : exitCodes.error
  }
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
    process.stderr.write('DISK_FULL: the disk is full\nfree some space and start again; nothing that was recorded is lost\n')
    return exitCodes.error
  }
  process.stderr.write(`UNEXPECTED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\nthis is a fault of Meterlift; the logs in the data folder say more\n`)
  return exitCodes.error
}
