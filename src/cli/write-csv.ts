import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { sayJson, writeTo } from './print.js'

/** A part of a CSV, and how many things it has: its heading none. */
export interface CsvPart {
  readonly text: string
  readonly n: number
}

interface Told {
  /** Null: to standard output. */
  readonly to: string | null
  readonly json: boolean
  /** What the lines are, as in “meters”; it names their number in JSON too. */
  readonly what: string
}

/** Writes a CSV part by part, to a file that its owner alone may read and then says how much is in it, or to standard output. */
export async function writeCsv(parts: AsyncIterable<CsvPart>, { to, json, what }: Told): Promise<void> {
  if (to === null) {
    for await (const { text } of parts) await writeTo(process.stdout, text)
    return
  }
  let count = 0
  async function* texts(): AsyncGenerator<string> {
    for await (const { text, n } of parts) {
      count += n
      yield text
    }
  }
  await pipeline(texts(), createWriteStream(to, { mode: 0o600 }))
  if (json) sayJson({ [what]: count, file: to })
  else process.stderr.write(`${count} ${what} in ${to}\n`)
}
