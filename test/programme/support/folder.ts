import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { loadProgramme } from '../../../src/programme/load.js'
import type { ProgrammeProblem } from '../../../src/programme/problem.js'
import type { Programme } from '../../../src/domain/programme.js'

export const examples = join(import.meta.dirname, '../../../examples/programmes')
export const today = '2026-11-24'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** A copy of a shipped programme that a test may spoil; removed after the test. */
export class ProgrammeFolder {
  private constructor(readonly path: string) {}

  static async copy(name: 'example' | 'history'): Promise<ProgrammeFolder> {
    const path = await mkdtemp(join(tmpdir(), 'programme-'))
    folders.push(path)
    await cp(join(examples, name), path, { recursive: true })
    return new ProgrammeFolder(path)
  }

  /** Replaces the first place where the text stands, and returns that place's line. */
  async edit(file: string, from: string, to: string): Promise<number> {
    const text = await readFile(join(this.path, file), 'utf8')
    const at = text.indexOf(from)
    if (at === -1) throw new Error(`"${from}" is not in ${file}`)
    await writeFile(join(this.path, file), text.slice(0, at) + to + text.slice(at + from.length))
    return text.slice(0, at).split('\n').length
  }

  /** Adds text at the end of a file and returns the line on which it starts. */
  async append(file: string, more: string): Promise<number> {
    const text = await readFile(join(this.path, file), 'utf8')
    await writeFile(join(this.path, file), text + more)
    return text.split('\n').length
  }

  async write(file: string, content: string | Uint8Array): Promise<void> {
    await writeFile(join(this.path, file), content)
  }

  async remove(file: string): Promise<void> {
    await rm(join(this.path, file))
  }

  async problems(): Promise<readonly ProgrammeProblem[]> {
    const result = await loadProgramme(this.path, { today })
    return result.ok ? [] : result.problems
  }

  async programme(): Promise<Programme> {
    const result = await loadProgramme(this.path, { today })
    if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
    return result.programme
  }
}

export async function shipped(name: 'example' | 'history'): Promise<Programme> {
  const result = await loadProgramme(join(examples, name), { today })
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 2))
  return result.programme
}
