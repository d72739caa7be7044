import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import getPort from 'get-port'
import type { Server } from '../../src/runtime/keep-running.js'
import { startPostgres } from '../../src/runtime/postgres-server.js'
import { findTemporal, startTemporal } from '../../src/runtime/temporal-server.js'
import { say } from './report.js'

/** What a benchmark runs on: the servers that `npm start` runs, with the settings that it gives them. */
export interface Services {
  /** A folder that goes when the benchmark ends, unless it is kept. */
  readonly folder: string
  /** Address of a database; those asked for are there and empty. */
  readonly databaseUrl: (name: string) => string
  readonly postgresPid: number
}

export interface TemporalServices extends Services {
  readonly temporalAddress: string
  readonly temporalPid: number
  /** File of its state; its write-ahead log lies beside it. */
  readonly temporalFile: string
}

const running = new Set<Pick<Server, 'stop'>>()

/** Stops the server after the work, and also where a benchmark is stopped by Ctrl-C. */
async function whileRunning<T>(server: Pick<Server, 'stop'>, work: () => Promise<T>): Promise<T> {
  if (running.size === 0) process.once('SIGINT', stopAll).once('SIGTERM', stopAll)
  running.add(server)
  try {
    return await work()
  } finally {
    await server.stop()
    running.delete(server)
    if (running.size === 0) process.off('SIGINT', stopAll).off('SIGTERM', stopAll)
  }
}

function stopAll(): void {
  say('stopping')
  void Promise.allSettled([...running].map((server) => server.stop())).then(() => process.exit(130))
}

/**
 * Runs the work beside a PostgreSQL of its own, as durable as the one of `npm start`.
 * @param kept folder that stays, for a register that takes long to fill; else all goes when the work is done
 */
export async function withPostgres<T>(
  databases: readonly string[],
  work: (services: Services) => Promise<T>,
  kept?: string,
): Promise<T> {
  const folder = kept === undefined ? await mkdtemp(join(tmpdir(), 'meterlift-bench-')) : resolve(kept)
  await mkdir(folder, { recursive: true })
  // PostgreSQL runs as an unprivileged user where root starts it, and must reach its folder.
  await chmod(folder, 0o755)
  try {
    const server = await startPostgres({
      folder: join(folder, 'postgres'),
      port: await getPort({ host: '127.0.0.1' }),
      password: 'bench-only',
      logFile: join(folder, 'postgres.log'),
      databases,
      say,
    })
    return await whileRunning(server, () => work({ folder, databaseUrl: server.urlOf, postgresPid: server.pid }))
  } finally {
    if (kept === undefined) await rm(folder, { recursive: true, force: true })
  }
}

/** As withPostgres, with a Temporal dev server that keeps its state in a file. */
export function withPostgresAndTemporal<T>(
  databases: readonly string[],
  work: (services: TemporalServices) => Promise<T>,
): Promise<T> {
  return withPostgres(databases, async (services) => {
    const temporalFile = join(services.folder, 'temporal.db')
    const server = await startTemporal({
      binary: await findTemporal('temporal', say),
      port: await getPort({ host: '127.0.0.1' }),
      file: temporalFile,
      logFile: join(services.folder, 'temporal.log'),
    })
    return await whileRunning(server, () =>
      work({ ...services, temporalAddress: server.address, temporalPid: server.pid, temporalFile }),
    )
  })
}
