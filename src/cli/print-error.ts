import { MeterliftError } from '../domain/errors.js'

/** Prints an error for a person, without a stack trace where it is one of ours, and answers the exit code. */
export function printError(error: unknown): number {
  if (error instanceof MeterliftError) {
    process.stderr.write(`${error.code}: ${error.message}\n${error.hint === undefined ? '' : `${error.hint}\n`}`)
    return 1
  }
  process.stderr.write(`UNEXPECTED: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 1
}
