import { statfs } from 'node:fs/promises'
import { MeterliftError } from '../domain/errors.js'

const mebibyte = 1024 * 1024
/** What PostgreSQL and Temporal take at once for a new data folder, and a little to work in. */
const newFolderBytes = 100 * mebibyte
/** PostgreSQL writes ahead in segments of 16 MiB: with less than two of them left it soon stops. */
const lowBytes = 32 * mebibyte

/** Bytes that an ordinary user can still write beside a file. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** @throws MeterliftError DISK_FULL where a new data folder would not fit */
export async function checkSpaceForNew(folder: string): Promise<void> {
  const free = await freeBytes(folder)
  if (free >= newFolderBytes) return
  throw new MeterliftError(
    'DISK_FULL',
    `the disk of the data folder ${folder} has ${inMebibytes(free)} left; a new one takes ${inMebibytes(newFolderBytes)}`,
    {
      hint: 'free some space, or choose another folder with --data',
    },
  )
}

/** Whether an error, of the system or of PostgreSQL, says that a disk is full. */
export function saysDiskFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : ''
  return code === 'ENOSPC' || code === 'EDQUOT' || code === diskFullState
}

/** Whether something failed because the folder's disk is full: by what was said, or, where even that found no space, by looking. */
export async function failedByFullDisk(error: unknown, folder: string): Promise<boolean> {
  if (saysDiskFull(error)) return true
  // A refusal with a reason of its own stands, however full the disk is.
  if (error instanceof MeterliftError && !error.code.endsWith('_FAILED')) return false
  if (error instanceof Error && /no space left|disk is full|quota exceeded/i.test(error.message)) return true
  return (await freeBytes(folder).catch(() => mebibyte)) < mebibyte
}

/** PostgreSQL's code for a full disk. */
export const diskFullState = '53100'

export function diskFull(folder: string, cause: unknown): MeterliftError {
  return new MeterliftError('DISK_FULL', `the disk of the data folder ${folder} is full`, {
    hint: 'free some space and start again, or choose another folder with --data; nothing that was recorded is lost',
    cause,
  })
}

/** Looks at the free space of a folder's disk, and says once when there is nearly none, and once when there is again. */
export function createSpaceWatch(folder: string, say: (line: string) => void): () => Promise<void> {
  let low = false
  return async () => {
    const free = await freeBytes(folder)
    if (!low && free < lowBytes) {
      low = true
      say(
        `DISK_FULL: the disk of the data folder ${folder} has only ${inMebibytes(free)} left; free some space, and what cannot be written now goes on by itself`,
      )
    } else if (low && free >= 2 * lowBytes) {
      low = false
      say(`the disk of the data folder has ${inMebibytes(free)} free again; going on`)
    }
  }
}

function inMebibytes(bytes: number): string {
  return `${Math.floor(bytes / mebibyte)} MB`
}
