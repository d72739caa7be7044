import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, cp, mkdir, open, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { availableParallelism, tmpdir } from 'node:os'
import postgres from 'postgres'
import { MeterliftError } from '../domain/errors.js'
import type { Server } from './keep-running.js'
import { makeOwnFolder } from './own-folder.js'
import { findBinaries } from './postgres-binaries.js'
import { endProcess } from './process-table.js'

/** A PostgreSQL server that this program started. */
export interface PostgresServer extends Server {
  readonly urlOf: (database: string) => string
}

const stopMs = 20_000

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
  const folder = await reachableFolder(options.folder, owner)
  const bin = await reachableBinaries(await findBinaries(folder), owner, options.say)
  await clearStalePidFile(folder)
  if (!existsSync(join(folder, 'PG_VERSION'))) await initialise(bin, folder, options, owner)
  const urlOf = (database: string): string =>
    `postgres://postgres:${encodeURIComponent(options.password)}@127.0.0.1:${options.port}/${database}`
  const { child, exited } = await launch(bin, folder, options, owner, urlOf('postgres'))
  await createDatabases(urlOf('postgres'), options.databases)
  return {
    pid: child.pid ?? 0,
    mark: folder,
    urlOf,
    exited,
    async stop() {
      // SIGINT ends sessions and shuts down well; SIGQUIT drops everything, and the next start recovers.
      child.kill('SIGINT')
      const late = setTimeout(() => child.kill('SIGQUIT'), stopMs)
      await exited
      clearTimeout(late)
    },
  }
}

interface Launched {
  readonly child: ChildProcess
  readonly exited: Promise<number | null>
}

/**
 * Starts the server and waits until it answers. Where one was killed, its sessions may outlive it until their statement
 * ends, and PostgreSQL refuses to start beside them: they are waited for. Where a start was killed, the server that it was
 * starting may write its number only now, after the stale one was looked for: it is ended as well.
 */
async function launch(
  bin: string,
  folder: string,
  options: PostgresOptions,
  owner: Owner | null,
  url: string,
): Promise<Launched> {
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(options.port),
    unix_socket_directories: '',
    max_connections: '120',
    shared_buffers: '256MB',
    max_wal_size: '2GB',
    checkpoint_completion_target: '0.9',
    // A session that builds an index is at it too: more workers than other cores only make it slower.
    max_parallel_maintenance_workers: String(Math.max(0, Math.min(2, availableParallelism() - 1))),
    // A group of steps is one commit; losing the last moments of a crashed machine is repaired by the workflows.
    ...(options.unsafe === true ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  }
  const args = ['-D', folder, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  for (let waited = 0; ; waited += pauseMs) {
    const log = await open(options.logFile, 'a')
    const from = (await log.stat()).size
    const child = spawn(join(bin, 'postgres'), args, {
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      cwd: folder,
      ...(owner ?? {}),
    })
    await log.close()
    const exited = new Promise<number | null>((resolve) =>
      child.once('exit', resolve).once('error', () => resolve(null)),
    )
    if (await answers(child, exited, url, { folder, logFile: options.logFile, from })) return { child, exited }
    const words = lastWords((await readFile(options.logFile)).subarray(from).toString())
    const sessionsLeft = words.includes('pre-existing shared memory')
    const serverLeft = words.includes('"postmaster.pid" already exists')
    if ((!sessionsLeft && !serverLeft) || waited >= leftoversMs) {
      throw new MeterliftError('POSTGRES_FAILED', `PostgreSQL did not start: ${words}`, {
        hint: `its log is ${options.logFile}`,
      })
    }
    if (serverLeft) await clearStalePidFile(folder)
    else if (waited === 0) options.say('waiting for the sessions of a PostgreSQL that was killed to end')
    await new Promise((wake) => setTimeout(wake, pauseMs))
  }
}

/** How long the sessions of a server that was killed are waited for, and how often one tries. */
const leftoversMs = 120_000
const pauseMs = 500

/**
 * A server that was killed leaves a file with its number. Where the number is a living server of this cluster, that one
 * is ended; where it is somebody else by now, PostgreSQL would refuse to start, so the file is removed. The caller holds
 * the data folder's lock.
 */
async function clearStalePidFile(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid')
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10)
  if (Number.isNaN(pid)) return
  if (!(await endProcess(pid, folder, 'SIGINT', stopMs))) await rm(file, { force: true })
}

/** PostgreSQL refuses to run as root; a root caller lends it an unprivileged user of the system. */
async function unprivilegedUser(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return null
  const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  const user = users.find(([name]) => name === 'postgres') ?? users.find(([name]) => name === 'nobody')
  if (user === undefined) {
    throw new MeterliftError(
      'POSTGRES_ROOT',
      'PostgreSQL refuses to run as root and there is no user postgres or nobody',
      { hint: 'start Meterlift as another user' },
    )
  }
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** Binaries that the unprivileged user cannot reach (a clone in root's home) are copied to where it can. */
async function reachableBinaries(bin: string, owner: Owner | null, say: (line: string) => void): Promise<string> {
  if (owner === null || canReach(join(bin, 'postgres'), owner)) return bin
  const copy = join(tmpdir(), `meterlift-postgres-${createHash('md5').update(bin).digest('hex').slice(0, 8)}`)
  await makeOwnFolder(copy, 0o755)
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
  // A clone in root's home is closed to others: the cluster then lives where such things do, under a name of its own.
  const elsewhere = '/var/lib/meterlift'
  if (!canReach(parent, owner)) {
    await mkdir(elsewhere, { recursive: true })
    await chmod(elsewhere, 0o755)
  }
  const place = canReach(parent, owner)
    ? folder
    : join(elsewhere, createHash('md5').update(folder).digest('hex').slice(0, 12))
  await mkdir(place, { recursive: true, mode: 0o700 })
  await chown(place, owner.uid, owner.gid)
  return place
}

function canReach(path: string, owner: Owner): boolean {
  return spawnSync('test', ['-x', path], owner).status === 0
}

/**
 * Makes the cluster beside its place and puts it there when it is whole, so that a start that is killed meanwhile leaves
 * nothing that looks like a cluster.
 */
async function initialise(bin: string, folder: string, options: PostgresOptions, owner: Owner | null): Promise<void> {
  await removeUnfinished(folder)
  const draft = `${folder}${unfinished}${process.pid}`
  const passwordFile = join(tmpdir(), `meterlift-${process.pid}-${options.port}.pw`)
  try {
    await mkdir(draft, { mode: 0o700 })
    if (owner !== null) await chown(draft, owner.uid, owner.gid)
    await writeFile(passwordFile, options.password, { mode: 0o600 })
    if (owner !== null) await chown(passwordFile, owner.uid, owner.gid)
    const args = [
      '-D',
      draft,
      '-U',
      'postgres',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
      '--encoding=UTF8',
      '--locale=C',
      ...(options.unsafe === true ? ['--no-sync'] : []),
    ]
    const made = spawnSync(join(bin, 'initdb'), args, {
      encoding: 'utf8',
      cwd: draft,
      env: { ...process.env, LC_ALL: 'C' },
      ...(owner ?? {}),
    })
    if (made.status !== 0) {
      throw new MeterliftError(
        'POSTGRES_FAILED',
        `PostgreSQL could not make its folder ${folder}: ${lastWords(made.stderr ?? String(made.error))}`,
        { hint: 'check the free disk space and the rights on the folder' },
      )
    }
    await rmdir(folder)
    await rename(draft, folder)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(draft, { recursive: true, force: true })
  }
}

const unfinished = '.unfinished-'

/** What starts that were killed left of a cluster. */
async function removeUnfinished(folder: string): Promise<void> {
  const parent = dirname(folder)
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(folder)}${unfinished}`)) continue
    // The program that was making it outlives the start by seconds, and writes on: what it leaves goes the next time.
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined)
  }
}

/** Waits until the server answers; false: it ended before. */
async function answers(
  child: ChildProcess,
  exited: Promise<number | null>,
  url: string,
  { folder, logFile, from }: { readonly folder: string; readonly logFile: string; readonly from: number },
): Promise<boolean> {
  let over = false
  void exited.then(() => (over = true))
  for (let waited = 0; waited < 60_000 && !over; waited += 100) {
    const db = postgres(url, { max: 1, connect_timeout: 2, onnotice: () => undefined })
    try {
      await db`select 1`
      return true
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === wrongPassword) {
        child.kill('SIGINT')
        await exited
        throw new MeterliftError(
          'DATA_FOLDER_DAMAGED',
          `the database in ${folder} was not made with the password in secrets.json`,
          { hint: 'bring that secrets.json back from a copy, or choose another folder with --data', cause },
        )
      }
      // Not up yet: it is asked again until it answers, exits or the time is over.
      await new Promise((wake) => setTimeout(wake, 100))
    } finally {
      await db.end({ timeout: 1 })
    }
  }
  if (over) return false
  child.kill('SIGKILL')
  const words = lastWords((await readFile(logFile)).subarray(from).toString())
  throw new MeterliftError(
    'POSTGRES_FAILED',
    `PostgreSQL did not answer at ${new URL(url).host} within a minute; it said: ${words}`,
    { hint: `look whether a firewall keeps this computer's programs from each other; its log is ${logFile}` },
  )
}

const wrongPassword = '28P01'

/** The lines that tell what was wrong, else the last ones. */
function lastWords(text: string): string {
  const lines = text.trim().split('\n')
  const wrong = lines.filter((line) => /(FATAL|PANIC|ERROR|error):/.test(line))
  return (wrong.length > 0 ? wrong : lines).slice(-2).join(' ')
}

/**
 * Makes sure that a PostgreSQL somebody else runs answers.
 * @throws MeterliftError REGISTER_AWAY with its host and what it said; never the password
 */
export async function checkPostgres(url: string): Promise<void> {
  if (!URL.canParse(url))
    throw new MeterliftError('CONFIG_INVALID', 'METERLIFT_DATABASE_URL is not an address', {
      hint: 'it looks like postgres://user:password@host:5432/database',
    })
  const db = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined })
  try {
    await db`select 1`
  } catch (cause) {
    const said = cause instanceof Error ? cause.message || cause.name : String(cause)
    throw new MeterliftError(
      'REGISTER_AWAY',
      `PostgreSQL at ${new URL(url).host} (METERLIFT_DATABASE_URL) does not answer: ${said}`,
      {
        hint: 'start it or correct the address; without the variable Meterlift starts a PostgreSQL of its own',
        cause,
      },
    )
  } finally {
    await db.end({ timeout: 1 })
  }
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
