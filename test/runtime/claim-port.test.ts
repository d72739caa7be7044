import { createServer } from 'node:net'
import { once } from 'node:events'
import getPort from 'get-port'
import { describe, expect, it } from 'vitest'
import { claimPort } from '../../src/runtime/claim-port.js'
import { quietPorts } from '../../src/runtime/quiet-ports.js'

const host = '127.0.0.1'

/** Ports on which nobody listens. */
async function freePorts(count: number): Promise<readonly number[]> {
  const ports = new Set<number>()
  while (ports.size < count) ports.add(await getPort({ host, port: quietPorts() }))
  return [...ports]
}

describe('a port that is claimed', () => {
  it('goes to one of those who choose at the same moment; the others take the next ones', async () => {
    const ports = await freePorts(3)
    const claims = await Promise.all(ports.map(() => claimPort(host, ports)))
    expect(claims.map((claim) => claim?.port).toSorted()).toEqual(ports.toSorted())
    expect(await claimPort(host, ports)).toBeNull()
    for (const claim of claims) await claim?.release()
  })

  it('is free again once it was released', async () => {
    const [port = 0] = await freePorts(1)
    const claim = await claimPort(host, [port])
    await claim?.release()
    const again = await claimPort(host, [port])
    expect(again?.port).toBe(port)
    await again?.release()
  })

  it('is none on which somebody listens', async () => {
    const [taken = 0, other = 0] = await freePorts(2)
    const server = createServer().listen(taken, host)
    await once(server, 'listening')
    const claim = await claimPort(host, [taken, other])
    expect(claim?.port).toBe(other)
    await claim?.release()
    server.close()
  })
})
