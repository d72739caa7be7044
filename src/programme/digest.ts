import { createHash } from 'node:crypto'

/**
 * Digest of a programme's files, not of what they come to: relative dates come to something else each day, and the same
 * files must not look like a new programme tomorrow. Line ends and a byte order mark make no difference.
 */
export function sourceDigest(files: ReadonlyMap<string, string>): string {
  const hash = createHash('sha256')
  for (const file of [...files.keys()].sort()) {
    const text = normalised(files.get(file) ?? '')
    hash.update(`${file}\n${Buffer.byteLength(text)}\n`).update(text)
  }
  return hash.digest('hex')
}

/** The text without byte order mark and with line feeds only. */
export function normalised(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n')
}
