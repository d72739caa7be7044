import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chmod } from 'node:fs/promises'
import getPort from 'get-port'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../src/register/migrate.js'
import { startPostgres } from '../../src/runtime/postgres-server.js'
import { quietPorts } from '../../src/runtime/quiet-ports.js'
import { findTemporal, startTemporal } from '../../src/runtime/temporal-server.js'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the test PostgreSQL, ending where a database's name goes. */
    postgresUrl: string
    temporalAddress: string
    /** Program of the Temporal dev server. */
    temporalProgram: string
    /** Program of the server that skips time. */
    testServer: string
  }
}

/** Starts the real services once for the whole run: PostgreSQL with a migrated template, and a Temporal dev server. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'meterlift-test-'))
  await chmod(folder, 0o755)
  const say = (line: string): void => void process.stderr.write(`${line}\n`)
  const [postgresPort, temporalPort] = [
    await getPort({ host: '127.0.0.1', port: quietPorts() }),
    await getPort({ host: '127.0.0.1', port: quietPorts() }),
  ]
  const [database, temporalProgram, testServer] = await Promise.all([
    startPostgres({
      folder: join(folder, 'postgres'),
      port: postgresPort,
      password: 'test-only',
      logFile: join(folder, 'postgres.log'),
      databases: ['template'],
      unsafe: true,
      say,
    }),
    findTemporal('temporal', say),
    findTemporal('temporal-test-server', say),
  ])
  const temporal = await startTemporal({
    binary: temporalProgram,
    port: temporalPort,
    logFile: join(folder, 'temporal.log'),
  })
  await migrate(database.urlOf('template'))
  project.provide('postgresUrl', database.urlOf(''))
  project.provide('temporalAddress', temporal.address)
  project.provide('temporalProgram', temporalProgram)
  project.provide('testServer', testServer)
  return async () => {
    await Promise.all([database.stop(), temporal.stop()])
    await rm(folder, { recursive: true, force: true })
  }
}
