import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import getPort from 'get-port'
import { quietPorts } from '../../src/runtime/quiet-ports.js'
import { startPostgres, type PostgresOptions, type PostgresServer } from '../../src/runtime/postgres-server.js'

/** A PostgreSQL of one test file, which it may kill; it writes to disk as in earnest. */
export interface OwnPostgres {
  readonly urlOf: (database: string) => string
  /** Kills the server with -9, and waits until it is gone. */
  readonly kill: () => Promise<void>
  readonly folder: string
  /** Starts it again on the same data, as the stack does, and on the same port where no other is given. */
  readonly restart: (other?: Partial<Pick<PostgresOptions, 'port' | 'say'>>) => Promise<void>
  readonly stop: () => Promise<void>
}

export async function startOwnPostgres(...databases: readonly string[]): Promise<OwnPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'meterlift-own-postgres-'))
  await chmod(folder, 0o755)
  const port = await getPort({ host: '127.0.0.1', port: quietPorts() })
  const start = (other: Partial<PostgresOptions> = {}): Promise<PostgresServer> =>
    startPostgres({
      folder: join(folder, 'data'),
      port,
      password: 'test-only',
      logFile: join(folder, 'postgres.log'),
      databases,
      say: () => undefined,
      ...other,
    })
  let server = await start()
  return {
    urlOf: (database) => server.urlOf(database),
    folder: join(folder, 'data'),
    async kill() {
      process.kill(server.pid, 'SIGKILL')
      await server.exited
    },
    async restart(other) {
      server = await start(other)
    },
    async stop() {
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
