import { readFile, rename, writeFile } from 'node:fs/promises'
import type { z } from 'zod'

/** Writes to one file wait for each other, so that the last one asked for is the one that stays. */
const writing = new Map<string, Promise<void>>()

/** Writes a small JSON file whole or not at all: a full disk or a kill half-way leaves the old one. */
export function writeJson(file: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value, null, 2)
  const before = writing.get(file) ?? Promise.resolve()
  const write = before
    .catch(() => undefined)
    .then(async () => {
      await writeFile(`${file}.new`, text, { mode: 0o600 })
      await rename(`${file}.new`, file)
    })
  writing.set(file, write)
  return write
}

/** Reads a small JSON file; null where it is missing, damaged or of another form. */
export async function readJson<T>(file: string, form: z.ZodType<T>): Promise<T | null> {
  try {
    return form.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return null
  }
}
