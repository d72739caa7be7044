import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { EpochMs } from '../domain/brands.js'
import { londonDate } from '../domain/calendar.js'
import { MeterliftError } from '../domain/errors.js'
import { programmeFiles } from '../domain/programme-files.js'
import { loadProgramme } from '../programme/load.js'
import { programmeInvalid } from '../programme/problem.js'
import type { ReadProgramme } from './apply-programme.js'

/**
 * Reads a programme that came as texts by file name, as `readProgrammeFolder` reads a folder.
 * @throws MeterliftError PROGRAMME_INVALID with every problem's file, line and field
 */
export async function readProgrammeFiles(
  files: Readonly<Record<string, string>>,
  now: EpochMs,
): Promise<ReadProgramme> {
  const stray = Object.keys(files).find((name) => !programmeFiles.some((file) => file === name))
  if (stray !== undefined) {
    throw new MeterliftError('PROGRAMME_INVALID', `a programme has no file “${stray}”`, {
      hint: `its files are ${programmeFiles.join(', ')}`,
    })
  }
  const folder = await mkdtemp(join(tmpdir(), 'meterlift-programme-'))
  try {
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text, { mode: 0o600 })))
    const result = await loadProgramme(folder, { today: londonDate(now) })
    if (!result.ok) throw programmeInvalid('the request', result.problems)
    return result
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
