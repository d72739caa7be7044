import { lstat, mkdir } from 'node:fs/promises'
import { MeterliftError } from '../domain/errors.js'

/**
 * Makes a folder in a place that others can write to, such as the system's temporary folder, from which programs will be run.
 * @throws MeterliftError FOLDER_NOT_OURS where somebody else made it first
 */
export async function makeOwnFolder(path: string, mode: number): Promise<void> {
  await mkdir(path, { recursive: true, mode })
  const found = await lstat(path)
  if (!found.isDirectory() || (process.getuid !== undefined && found.uid !== process.getuid())) {
    throw new MeterliftError('FOLDER_NOT_OURS', `${path} belongs to somebody else`, {
      hint: 'remove it, or set TMPDIR to a folder of your own',
    })
  }
}
