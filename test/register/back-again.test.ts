import { connect, createServer, type AddressInfo, type Server } from 'node:net'
import { once } from 'node:events'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openDatabase, type Database } from '../../src/register/database.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

let test: TestDatabase
let away: Database
let wire: Server
let port: number
beforeEach(async () => {
  test = await createTestDatabase()
  const { hostname, port: realPort } = new URL(test.url)
  wire = createServer((socket) => {
    const server = connect(Number(realPort), hostname)
    socket.pipe(server).pipe(socket)
    server.on('error', () => socket.destroy())
    socket.on('error', () => server.destroy())
  })
  // A port on which nothing listens, until the wire does.
  wire.listen(0, '127.0.0.1')
  await once(wire, 'listening')
  port = (wire.address() as AddressInfo).port
  wire.close()
  await once(wire, 'close')
  const url = new URL(test.url)
  url.host = `127.0.0.1:${port}`
  away = openDatabase(url.href, { max: 16 })
})
afterEach(async () => {
  await away.end({ timeout: 1 })
  wire.close()
  await test.drop()
})

it('a PostgreSQL that comes back is reached at once, however many connections it has refused', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 48 }, () => away`select 1 as answer`))
  expect(asked.map(({ status }) => status)).not.toContain('fulfilled')
  wire.listen(port, '127.0.0.1')
  await once(wire, 'listening')
  const begun = performance.now()
  const answers = await Promise.all(Array.from({ length: 16 }, () => away<{ answer: number }[]>`select 1 as answer`))
  expect(answers.map(([row]) => row?.answer)).toEqual(Array.from({ length: 16 }, () => 1))
  expect(performance.now() - begun, 'milliseconds until all are answered').toBeLessThan(6_000)
})
