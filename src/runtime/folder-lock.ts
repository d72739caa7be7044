import { join } from 'node:path'
import { MeterliftError } from '../domain/errors.js'
import { claimFile } from './claim-file.js'

/**
 * Keeps a data folder to one process; that of a process that was killed is free at once.
 * @returns releases the lock
 * @throws MeterliftError DATA_FOLDER_IN_USE naming the process that holds it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const claim = await claimFile(join(folder, 'lock'))
  if (claim.held) return claim.release
  throw claim.by === null
    ? new MeterliftError(
        'DATA_FOLDER_IN_USE',
        `others are starting Meterlift on the data folder ${folder} at this moment`,
        { hint: 'start it once' },
      )
    : new MeterliftError(
        'DATA_FOLDER_IN_USE',
        `Meterlift already runs on the data folder ${folder} (process ${claim.by})`,
        { hint: 'stop it first with Ctrl-C, or choose another folder with --data' },
      )
}
