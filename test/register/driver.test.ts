import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

/** Defects of postgres.js 3.4.9 that patches/ mends (porsager/postgres 1176, 1192); each ended or froze the process. */
describe('the patched driver', () => {
  let test: TestDatabase
  let db: postgres.Sql
  /** The sockets it was given, and what each newly made one shall do before it is handed over. */
  let sockets: Socket[]
  let prepare: (socket: Socket) => void
  beforeEach(async () => {
    test = await createTestDatabase()
    sockets = []
    prepare = () => undefined
    const { hostname, port } = new URL(test.url)
    // The driver takes a function of this name (src/connection.js, createSocket); its types leave it out.
    const options: postgres.Options<Record<string, never>> & { readonly socket: () => Promise<Socket> } = {
      max: 1,
      connect_timeout: 2,
      backoff: false,
      async socket() {
        const socket = connect(Number(port), hostname)
        await once(socket, 'connect')
        sockets.push(socket)
        prepare(socket)
        return socket
      },
    }
    db = postgres(test.url, options)
  })
  afterEach(async () => {
    await db.end({ timeout: 1 })
    await test.drop()
  })

  it('makes its connection anew when it closed under something not yet written', async () => {
    await db`select 1`
    const asked = db`select 2`.catch((error: unknown) => error)
    // The query goes to its connection in a microtask; what it writes waits for the next turn of the loop.
    await Promise.resolve()
    await Promise.resolve()
    sockets[0]?.emit('close', true)
    sockets[0]?.destroy()
    await Promise.race([asked, new Promise((wake) => setTimeout(wake, 100))])
    expect(await db`select 3 as answer`).toEqual([{ answer: 3 }])
    expect(sockets).toHaveLength(2)
  })

  it('fails a query, and not the process, when its connection is reset while it learns the types', async () => {
    prepare = (socket) => {
      if (sockets.length > 1) return
      const write = socket.write.bind(socket)
      socket.write = (chunk: string | Uint8Array) => {
        const learns = Buffer.from(chunk).includes('pg_catalog.pg_type')
        if (learns) socket.destroy(new Error('connection reset'))
        else write(chunk)
        return !learns
      }
    }
    const unheld: unknown[] = []
    const note = (reason: unknown): void => void unheld.push(reason)
    process.on('unhandledRejection', note)
    try {
      await expect(db`select 1`).rejects.toThrow('connection reset')
      expect(await db`select 2 as answer`).toEqual([{ answer: 2 }])
      await new Promise((wake) => setImmediate(wake))
      expect(unheld).toEqual([])
    } finally {
      process.off('unhandledRejection', note)
    }
  })

  it('fails a query that a transaction still asks after its connection closed', async () => {
    const failure = await db
      .begin(async (tx) => {
        await tx`select 1`
        sockets[0]?.destroy()
        await tx`select 2`.catch(() => undefined)
        await tx`select 3`
      })
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ code: 'CONNECTION_CLOSED' })
  })
})
