import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { MeterliftError } from '../domain/errors.js'
import { lockFolder } from './folder-lock.js'
import { endProcess, isAlive } from './process-table.js'
import { readJson, writeJson } from './small-file.js'

/** Version of the folder's layout that this program writes. */
const layout = 1

const secretsForm = z.object({ databasePassword: z.string(), callbackSecret: z.string(), sandboxToken: z.string() })
const runForm = z.object({
  pid: z.int(),
  databaseUrl: z.string(),
  temporalAddress: z.string(),
  namespace: z.string(),
  apiUrl: z.string(),
  sandboxUrl: z.string(),
  startedAt: z.string(),
})

/** Secrets of the embedded services: made on first use, readable by their owner alone. */
export type Secrets = z.infer<typeof secretsForm>
/** Where a running stack is reached; other commands find it by this. */
export type RunFile = z.infer<typeof runForm>

/** A process of an earlier start, by which orphans are recognised. */
export interface RecordedProcess {
  readonly name: string
  readonly pid: number
  /** Words that its command line must contain to be ours. */
  readonly mark: string
}

/** The folder in which the embedded stack keeps all its state between starts. */
export interface DataFolder {
  readonly path: string
  readonly at: (...parts: readonly string[]) => string
  readonly secrets: Secrets
  readonly release: () => Promise<void>
}

/**
 * Opens the data folder for one start: makes it where it is missing, and keeps others out until released.
 * @throws MeterliftError DATA_FOLDER_... when it cannot be written, is in use, or was written by a newer version
 */
export async function openDataFolder(path: string): Promise<DataFolder> {
  const folder = resolve(path)
  try {
    await mkdir(join(folder, 'logs'), { recursive: true })
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw unwritable(folder, cause)
  }
  const release = await lockFolder(folder).catch((cause: unknown) => {
    throw cause instanceof MeterliftError ? cause : unwritable(folder, cause)
  })
  try {
    await checkLayout(folder)
    return { path: folder, at: (...parts) => join(folder, ...parts), secrets: await readSecrets(join(folder, 'secrets.json')), release }
  } catch (error) {
    await release()
    throw error
  }
}

function unwritable(folder: string, cause: unknown): MeterliftError {
  const full = cause instanceof Error && 'code' in cause && cause.code === 'ENOSPC'
  return full
    ? new MeterliftError('DISK_FULL', `the disk of the data folder ${folder} is full`, { hint: 'free some space, or choose another folder with --data', cause })
    : new MeterliftError('DATA_FOLDER_READ_ONLY', `the data folder ${folder} cannot be written`, { hint: 'choose another with --data, or make it writable', cause })
}

async function checkLayout(folder: string): Promise<void> {
  const file = join(folder, 'version')
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return writeFile(file, `${layout}\n`)
  if (Number(text) > layout) {
    throw new MeterliftError('DATA_FOLDER_NEWER', `the data folder ${folder} has layout ${text.trim()}; this program knows layouts up to ${layout}`, { hint: 'start it with the newer Meterlift that wrote it, or choose another folder with --data' })
  }
}

async function readSecrets(file: string): Promise<Secrets> {
  if (existsSync(file)) {
    const kept = await readJson(file, secretsForm)
    if (kept !== null) return kept
    throw new MeterliftError('DATA_FOLDER_DAMAGED', `${file} is damaged, and without it the folder's database cannot be opened`, { hint: 'bring it back from a copy, or choose another folder with --data' })
  }
  const secret = (): string => randomBytes(24).toString('base64url')
  const secrets = { databasePassword: secret(), callbackSecret: secret(), sandboxToken: secret() }
  await writeJson(file, secrets)
  return secrets
}

export async function writeRunFile(folder: string, run: RunFile): Promise<void> {
  await writeJson(join(folder, 'run.json'), run)
}

/** Says that nothing runs on the folder any more. */
export async function removeRunFile(folder: string): Promise<void> {
  await rm(join(folder, 'run.json'), { force: true })
}

/** The stack that runs on a data folder, or null if none does. */
export async function findRunning(folder: string): Promise<RunFile | null> {
  const run = await readJson(join(folder, 'run.json'), runForm)
  return run !== null && (await isAlive(run.pid, 'meterlift')) ? run : null
}

const processesForm = z.array(z.object({ name: z.string(), pid: z.int(), mark: z.string() }))

export async function recordProcesses(folder: string, processes: readonly RecordedProcess[]): Promise<void> {
  await writeJson(join(folder, 'processes.json'), processes)
}

/**
 * Ends what an earlier start that was killed left behind: only processes whose command line is surely ours.
 * @returns the names of those that still ran
 */
export async function stopOrphans(folder: string): Promise<readonly string[]> {
  const recorded = (await readJson(join(folder, 'processes.json'), processesForm)) ?? []
  // The services lean on the servers, so they go first.
  const servers = new Set(['postgres', 'temporal'])
  const stopped: string[] = []
  for (const group of [recorded.filter(({ name }) => !servers.has(name)), recorded.filter(({ name }) => servers.has(name))]) {
    const ended = await Promise.all(group.map(({ name, pid, mark }) => endProcess(pid, mark, name === 'postgres' ? 'SIGINT' : 'SIGTERM', 10_000)))
    stopped.push(...group.filter((_, index) => ended[index] === true).map(({ name }) => name))
  }
  return stopped
}
