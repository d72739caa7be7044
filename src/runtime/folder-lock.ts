import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { MeterliftError } from '../domain/errors.js'
import { ageOf } from './process-table.js'

/**
 * Keeps a data folder to one process. The lock of a process that was killed is taken over at once: it names the process
 * and its age, so another that has the same number by now is not taken for it.
 * @returns releases the lock
 * @throws MeterliftError DATA_FOLDER_IN_USE naming the process that holds it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'lock')
  const own = `${process.pid} ${(await ageOf(process.pid)) ?? ''}`
  const draft = `${file}.${process.pid}`
  await writeFile(draft, own)
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      // A link appears with its content, so that nobody reads a lock before its holder is named in it.
      if (await linked(draft, file)) return () => release(file, own)
      const holder = await readFile(file, 'utf8').catch(() => '')
      const [pid, ...age] = holder.split(' ')
      if (holder !== '' && (await ageOf(Number(pid))) === age.join(' ')) {
        throw new MeterliftError(
          'DATA_FOLDER_IN_USE',
          `Meterlift already runs on the data folder ${folder} (process ${pid})`,
          {
            hint: 'stop it first with Ctrl-C, or choose another folder with --data',
          },
        )
      }
      // Another may have found the same dead lock and taken it over since: that one stays.
      if ((await readFile(file, 'utf8').catch(() => '')) === holder) await rm(file, { force: true })
    }
    throw new MeterliftError(
      'DATA_FOLDER_IN_USE',
      `others are starting Meterlift on the data folder ${folder} at this moment`,
      { hint: 'start it once' },
    )
  } finally {
    await rm(draft, { force: true })
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

async function release(file: string, own: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => '')) === own) await rm(file, { force: true })
}
