import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { claimFile } from './claim-file.js'

/** A port that no other start will choose until it is released. */
export interface ClaimedPort {
  readonly port: number
  readonly release: () => Promise<void>
}

/**
 * Finds the first of some ports on which nobody listens, and claims it: two starts at the same moment would both find it free,
 * since neither listens yet.
 * @returns null where none is free
 */
export async function claimPort(host: string, ports: Iterable<number>): Promise<ClaimedPort | null> {
  // Of each user's own: another's files could not be taken over.
  const folder = join(tmpdir(), `meterlift-ports-${userInfo().username}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  for (const port of ports) {
    const claim = await claimFile(join(folder, String(port)))
    if (!claim.held) continue
    if (await isFree(host, port)) return { port, release: claim.release }
    await claim.release()
  }
  return null
}

async function isFree(host: string, port: number): Promise<boolean> {
  const server = createServer().unref()
  try {
    server.listen({ host, port, exclusive: true })
    await once(server, 'listening')
  } catch {
    return false
  }
  server.close()
  await once(server, 'close')
  return true
}
