import { appendFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { codeEntry } from '../domain/codes.js'
import { MeterliftError } from '../domain/errors.js'
import { isConnectionLost } from '../runtime/connection-lost.js'
import { diskFullState, saysDiskFull } from '../runtime/disk-space.js'
import { wrapForTerminal } from './print.js'

/** Exit codes, as --help documents them. */
export const exitCodes = { ok: 0, error: 1, usage: 2, refused: 3, notRunning: 4 } as const

const usage: ReadonlySet<string> = new Set([
  'FILTER_INVALID',
  'DATE_INVALID',
  'DEVICE_ID_INVALID',
  'SUPPLIER_UNKNOWN',
  'CODE_NOT_FOUND',
  'STEP_UNCLEAR',
  'ACTION_UNKNOWN',
  'BATCH_UNKNOWN',
  'WAVE_UNKNOWN',
  'DEVICE_LIST_BAD',
  'TOKEN_INVALID',
  'TOKEN_UNKNOWN',
])
const notRunning: ReadonlySet<string> = new Set(['STACK_NOT_RUNNING', 'REGISTER_AWAY', 'TEMPORAL_AWAY'])

/** The exit code for an error with a stable code. */
export function exitCodeOf(code: string): number {
  if (notRunning.has(code)) return exitCodes.notRunning
  if (codeEntry(code)?.kind === 'refusal') return exitCodes.refused
  return usage.has(code) ? exitCodes.usage : exitCodes.error
}

/**
 * Prints an error for a person and answers the exit code. A stack trace is for the log alone.
 * @param dataFolder the data folder of the command, whose log takes what was not expected
 */
export function printError(error: unknown, dataFolder: string): number {
  const told = knownError(error)
  if (told !== null) {
    tell(`${told.code}: ${told.message}`, told.hint)
    return exitCodeOf(told.code)
  }
  const log = logUnexpected(error, dataFolder)
  const message = error instanceof Error && error.message !== '' ? error.message : String(error)
  tell(`UNEXPECTED: ${message}`, `this is a fault of Meterlift${log === null ? '' : `; its particulars are in ${log}`}`)
  return exitCodes.error
}

function tell(...lines: readonly (string | undefined)[]): void {
  for (const line of lines) if (line !== undefined) process.stderr.write(`${wrapForTerminal(line, process.stderr)}\n`)
}

/** Errors of the surroundings that a person can do something about, in our words. */
function knownError(error: unknown): MeterliftError | null {
  if (error instanceof MeterliftError) return error
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (code === diskFullState) {
    return new MeterliftError('DISK_FULL', 'the disk of the register is full; nothing was changed', {
      hint: 'free some space where PostgreSQL keeps its data, then run the command again',
      cause: error,
    })
  }
  if (saysDiskFull(error)) {
    return new MeterliftError('DISK_FULL', 'the disk is full', {
      hint: 'free some space and run it again; nothing that was recorded is lost',
    })
  }
  if (isConnectionLost(error)) {
    return new MeterliftError('REGISTER_AWAY', 'the register went away', {
      hint: 'look whether the stack still runs (npm start), then run the command again',
    })
  }
  if (/^(EACCES|EPERM|ENOENT|EISDIR|ENOTDIR|EROFS)$/.test(code) && error instanceof Error && 'path' in error) {
    return new MeterliftError('FILE_UNUSABLE', error.message, { hint: 'check the path and its permissions' })
  }
  return null
}

function logUnexpected(error: unknown, dataFolder: string): string | null {
  const logs = join(resolve(dataFolder), 'logs')
  const file = join(existsSync(logs) ? logs : tmpdir(), 'meterlift-cli.log')
  try {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
    appendFileSync(file, `${new Date().toISOString()} ${process.argv.slice(2, 4).join(' ')}\n${text}\n`, {
      mode: 0o600,
    })
    return file
  } catch {
    return null
  }
}
