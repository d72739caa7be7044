import { writeFileSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import getPort from 'get-port'
import { expect, it } from 'vitest'
import { openDatabase } from '../../src/register/database.js'
import { startOwnPostgres, type OwnPostgres } from '../support/own-postgres.js'

async function answers(server: OwnPostgres): Promise<void> {
  const db = openDatabase(server.urlOf('own'), { max: 1 })
  expect(await db`select 1 as one`).toEqual([{ one: 1 }])
  await db.end({ timeout: 1 })
}

it('starts again after kill -9 although a session of the killed server is still busy', async () => {
  const server = await startOwnPostgres('own')
  try {
    const db = openDatabase(server.urlOf('own'), { max: 1 })
    let over = false
    const busy = db`select count(*) from generate_series(1, 40000000) n where n % 7 = 3`
      .catch(() => undefined)
      .then(() => (over = true))
    await pause(500)
    await server.kill()
    expect(over).toBe(false)
    await server.restart()
    await busy
    await db.end({ timeout: 1 })
    await answers(server)
  } finally {
    await server.stop()
  }
}, 120_000)

it('starts where a killed start was starting a server that writes its number only after it was looked for', async () => {
  const server = await startOwnPostgres('own')
  try {
    const file = join(server.folder, 'postmaster.pid')
    const number = await readFile(file, 'utf8')
    await rm(file)
    const said: string[] = []
    await server.restart({
      port: await getPort({ host: '127.0.0.1' }),
      say: (line) => {
        said.push(line)
        // The first try has met it; the next finds its number.
        writeFileSync(file, number)
      },
    })
    expect(said).toEqual(['waiting for the sessions of a PostgreSQL that was killed to end'])
    const pid = Number.parseInt(number, 10)
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    await answers(server)
  } finally {
    await server.stop()
  }
}, 120_000)
