import { readFile, rename, writeFile } from 'node:fs/promises'
import type { z } from 'zod'

/** Writes a small JSON file whole or not at all: a full disk or a kill half-way leaves the old one. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  const draft = `${file}.new`
  await writeFile(draft, JSON.stringify(value, null, 2), { mode: 0o600 })
  await rename(draft, file)
}

/** Reads a small JSON file; null where it is missing, damaged or of another form. */
export async function readJson<T>(file: string, form: z.ZodType<T>): Promise<T | null> {
  try {
    return form.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}
