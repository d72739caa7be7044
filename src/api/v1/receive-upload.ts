import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { MeterliftError } from '../../domain/errors.js'
import type { V1Deps } from './deps.js'

/** A file that was sent, as it lies on disk. */
export interface Upload {
  /** A folder of its own, to be removed by whoever uses the file. */
  readonly folder: string
  readonly path: string
  /** SHA-256 of its bytes as they were sent, in hexadecimal. */
  readonly digest: string
}

/**
 * Keeps an upload on disk as it arrives, so that its sender need not wait for what is done with it; memory does not grow
 * with it. One that breaks off leaves nothing.
 * @throws MeterliftError REQUEST_INVALID, BODY_TOO_LARGE
 */
export async function receiveUpload(
  { uploads, uploadLimitBytes }: V1Deps,
  body: unknown,
  now: number,
): Promise<Upload> {
  if (!(body instanceof Readable)) {
    throw new MeterliftError('REQUEST_INVALID', 'the body is missing: send the file', {
      hint: 'curl --data-binary @portfolio.csv -H "content-type: text/csv"',
    })
  }
  await mkdir(uploads, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(uploads, `${now}-`))
  const path = join(folder, 'upload')
  const hash = createHash('sha256')
  let bytes = 0
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      hash.update(chunk)
      done(bytes > uploadLimitBytes ? tooLarge(uploadLimitBytes) : null, chunk)
    },
  })
  try {
    await pipeline(body, through, createWriteStream(path, { mode: 0o600 }))
    return { folder, path, digest: hash.digest('hex') }
  } catch (error) {
    await dropUpload({ folder })
    throw error
  }
}

export async function dropUpload({ folder }: Pick<Upload, 'folder'>): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

function tooLarge(most: number): MeterliftError {
  return new MeterliftError('BODY_TOO_LARGE', `the file is larger than ${Math.round(most / 1_048_576)} MB`, {
    hint: 'gzip it, or send it in parts; METERLIFT_UPLOAD_LIMIT_MB is the limit',
  })
}
