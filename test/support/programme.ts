import { fileURLToPath } from 'node:url'
import { loadProgramme } from '../../src/programme/load.js'
import type { Programme } from '../../src/domain/programme.js'
import type { IsoDate } from '../../src/domain/brands.js'

/** The example programme as it would be applied on a day. */
export async function exampleProgramme(today: IsoDate): Promise<Programme> {
  const result = await loadProgramme(fileURLToPath(new URL('../../examples/programmes/example', import.meta.url)), {
    today,
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.programme
}
