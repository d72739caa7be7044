import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { programmeFiles, type ProgrammeFile } from '../domain/programme-files.js'
import { nearest } from './nearest.js'
import { normalised } from './digest.js'
import type { ProgrammeProblem } from './problem.js'

export interface FolderContent {
  readonly files: ReadonlyMap<ProgrammeFile, string>
  readonly problems: readonly ProgrammeProblem[]
}

/** Reads the folder's files. Missing files and stray YAML or CSV files are problems; other files (notes) are left alone. */
export async function readFolder(folder: string): Promise<FolderContent> {
  let names: readonly string[]
  try {
    names = await readdir(folder)
  } catch (error) {
    const problem = { file: folder, line: 0, field: '', message: `the folder cannot be read (${codeOf(error)})` }
    const hint = 'Name a folder that holds programme.yaml; docs/programme.md lists its files.'
    return { files: new Map(), problems: [{ ...problem, hint }] }
  }
  const stray = names.filter((name) => /\.(ya?ml|csv)$/i.test(name) && !programmeFiles.some((file) => file === name))
  const problems: ProgrammeProblem[] = []
  const files = new Map<ProgrammeFile, string>()
  for (const file of programmeFiles) {
    if (!names.includes(file)) {
      const close = nearest(file, stray)
      const hint = close === null ? `Add ${file}; docs/programme.md shows it.` : `Rename ${close} to ${file}.`
      problems.push({ file, line: 0, field: '', message: 'the file is missing', hint })
      continue
    }
    const read = await readText(join(folder, file))
    if (read.ok) files.set(file, read.text)
    else problems.push({ file, line: 0, field: '', message: read.message, hint: read.hint })
  }
  for (const file of stray) {
    const hint = `Remove it or rename it. The files are: ${programmeFiles.join(', ')}.`
    problems.push({ file, line: 0, field: '', message: 'the file is not part of a programme', hint })
  }
  return { files, problems }
}

type TextResult =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string; readonly hint: string }

async function readText(path: string): Promise<TextResult> {
  let bytes: Buffer
  try {
    bytes = await readFile(path)
  } catch (error) {
    return {
      ok: false,
      message: `the file cannot be read (${codeOf(error)})`,
      hint: 'Check that it is a file you may read.',
    }
  }
  try {
    return { ok: true, text: normalised(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch {
    return { ok: false, message: 'the file is not UTF-8 text', hint: 'Save it again with the encoding UTF-8.' }
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
