import { randomUUID } from 'node:crypto'
import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { ageOf } from './process-table.js'

export type Claim =
  | { readonly held: true; readonly release: () => Promise<void> }
  /** Somebody else has it: a living process, or several that are at it at this moment (null). */
  | { readonly held: false; readonly by: number | null }

/**
 * Makes a file that stands for something only one process may have. The claim of a process that was killed is taken over
 * at once: it names the process and its age, so another that has the same number by now is not taken for it.
 */
export async function claimFile(file: string): Promise<Claim> {
  const own = `${process.pid} ${(await ageOf(process.pid)) ?? ''}`
  const draft = `${file}.${randomUUID()}`
  await writeFile(draft, own)
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      // A link appears with its content, so that nobody reads a claim before its holder is named in it.
      if (await linked(draft, file)) return { held: true, release: () => release(file, own) }
      const holder = await readFile(file, 'utf8').catch(() => '')
      const [pid, ...age] = holder.split(' ')
      if (holder !== '' && (await ageOf(Number(pid))) === age.join(' ')) return { held: false, by: Number(pid) }
      // Another may have found the same dead claim and taken it over since: that one stays.
      if ((await readFile(file, 'utf8').catch(() => '')) === holder) await rm(file, { force: true })
    }
    return { held: false, by: null }
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
