import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { access, constants, mkdir, readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { MeterliftError } from '../domain/errors.js'
import { checkSpaceForNew, diskFull } from './disk-space.js'
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
 * @throws MeterliftError DATA_FOLDER_... when it cannot be written, is in use, is damaged, or was written by a newer version;
 * DISK_FULL where it would not fit
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
    const isNew = !(await hasLayout(folder))
    if (isNew) await checkSpaceForNew(folder)
    const secrets = await readSecrets(join(folder, 'secrets.json'), isNew)
    // The last of what makes the folder, so that a start that was killed before it is begun anew.
    if (isNew) await writeJson(join(folder, 'version'), layout)
    return { path: folder, at: (...parts) => join(folder, ...parts), secrets, release }
  } catch (error) {
    await release()
    throw error
  }
}

function unwritable(folder: string, cause: unknown): MeterliftError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(folder, cause)
  return code === 'EEXIST' || code === 'ENOTDIR'
    ? new MeterliftError(
        'DATA_FOLDER_INVALID',
        `the data folder ${folder} cannot be made: there is a file of that name, or on the way to it`,
        { hint: 'name a folder with --data', cause },
      )
    : new MeterliftError('DATA_FOLDER_READ_ONLY', `the data folder ${folder} cannot be written`, {
        hint: 'choose another with --data, or make it writable',
        cause,
      })
}

/** Whether the folder was made before, by a version of this program whose layout this one knows. */
async function hasLayout(folder: string): Promise<boolean> {
  const file = join(folder, 'version')
  const text = (await readFile(file, 'utf8').catch(() => '')).trim()
  // Empty: it was being written when the disk was full or the power went.
  if (text === '') return false
  if (!/^\d+$/.test(text))
    throw damaged(
      `${file} does not hold the version of the folder's layout`,
      `if this is a data folder of Meterlift, write ${layout} into it; else choose another folder with --data`,
    )
  if (Number(text) > layout) {
    throw new MeterliftError(
      'DATA_FOLDER_NEWER',
      `the data folder ${folder} has layout ${text}; this program knows layouts up to ${layout}`,
      { hint: 'start it with the newer Meterlift that wrote it, or choose another folder with --data' },
    )
  }
  return true
}

/** A folder that was made before has its secrets: new ones would not open its database. */
async function readSecrets(file: string, mayMake: boolean): Promise<Secrets> {
  const kept = await readJson(file, secretsForm)
  if (kept !== null) return kept
  if (existsSync(file) || !mayMake) {
    throw damaged(
      `${file} is ${existsSync(file) ? 'damaged' : 'missing'}, and without it the folder's database cannot be opened`,
      'bring it back from a copy, or choose another folder with --data',
    )
  }
  const secret = (): string => randomBytes(24).toString('base64url')
  const secrets = { databasePassword: secret(), callbackSecret: secret(), sandboxToken: secret() }
  await writeJson(file, secrets)
  return secrets
}

function damaged(message: string, hint: string): MeterliftError {
  return new MeterliftError('DATA_FOLDER_DAMAGED', message, { hint })
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
  for (const group of [
    recorded.filter(({ name }) => !servers.has(name)),
    recorded.filter(({ name }) => servers.has(name)),
  ]) {
    const ended = await Promise.all(
      group.map(({ name, pid, mark }) => endProcess(pid, mark, name === 'postgres' ? 'SIGINT' : 'SIGTERM', 10_000)),
    )
    stopped.push(...group.filter((_, index) => ended[index] === true).map(({ name }) => name))
  }
  return stopped
}
