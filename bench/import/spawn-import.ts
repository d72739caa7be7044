import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const script = fileURLToPath(new URL('import-once.ts', import.meta.url))
const answer = z.object({
  seconds: z.number(),
  peakMb: z.number(),
  report: z.object({
    rows: z.int(),
    created: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    rejected: z.int(),
    alreadyImported: z.boolean(),
  }),
})

/** What one import took, and what it did. */
export type ImportRun = z.infer<typeof answer>

/**
 * Imports a file in a process of its own.
 * @param as a stream is staged and merged, as every import but the first of a file is
 */
export async function spawnImport(url: string, file: string, as: 'file' | 'stream' = 'file'): Promise<ImportRun> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, url, file, `${file}.quarantine.csv`, as], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve, reject) => child.once('close', resolve).once('error', reject))
  const said = await text(child.stdout)
  const code = await ended
  if (code !== 0) throw new Error(`the importing process ended with ${code}`)
  return answer.parse(JSON.parse(said))
}
