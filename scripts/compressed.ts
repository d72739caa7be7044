import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const worthIt = 1_024
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/** Writes each script, style and page a second and third time, compressed, so that the service only has to send it. */
export function compressed(): Plugin {
  return {
    name: 'meterlift-compressed',
    apply: 'build',
    // As they were written: what the bundle holds is finished only then.
    async writeBundle({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => /\.(js|css|html)$/.test(name))
      await Promise.all(names.map((name) => compress(join(dir, name))))
    },
  }
}

async function compress(file: string): Promise<void> {
  const text = await readFile(file)
  if (text.length < worthIt) return
  await Promise.all([
    promisify(brotliCompress)(text, quality).then((small) => writeFile(`${file}.br`, small)),
    promisify(gzip)(text, { level: 9 }).then((small) => writeFile(`${file}.gz`, small)),
  ])
}
