import { randomBytes } from 'node:crypto'
import { access, constants, mkdir, open, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { MeterliftError } from '../domain/errors.js'

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
    throw new MeterliftError('DATA_FOLDER_READ_ONLY', `the data folder ${folder} cannot be written`, { hint: 'choose another with --data, or make it writable', cause })
  }
  const release = await lock(folder)
  try {
    await checkLayout(folder)
    return { path: folder, at: (...parts) => join(folder, ...parts), secrets: await readSecrets(join(folder, 'secrets.json')), release }
  } catch (error) {
    await release()
    throw error
  }
}

async function lock(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'lock')
  for (;;) {
    try {
      const handle = await open(file, 'wx')
      await handle.writeFile(String(process.pid))
      await handle.close()
      return () => unlink(file).catch(() => undefined)
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) {
        throw new MeterliftError('DATA_FOLDER_READ_ONLY', `the data folder ${folder} cannot be written: ${String(cause)}`, { hint: 'free some disk space, or choose another folder with --data', cause })
      }
      const pid = Number(await readFile(file, 'utf8').catch(() => ''))
      if (Number.isInteger(pid) && pid > 0 && (await isAlive(pid, 'meterlift'))) {
        throw new MeterliftError('DATA_FOLDER_IN_USE', `Meterlift already runs on the data folder ${folder} (process ${pid})`, { hint: 'stop it first with Ctrl-C, or choose another folder with --data' })
      }
      await unlink(file).catch(() => undefined)
    }
  }
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
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text !== null) return secretsForm.parse(JSON.parse(text))
  const secret = (): string => randomBytes(24).toString('base64url')
  const secrets = { databasePassword: secret(), callbackSecret: secret(), sandboxToken: secret() }
  await writeFile(file, JSON.stringify(secrets), { mode: 0o600 })
  return secrets
}

export async function writeRunFile(folder: string, run: RunFile): Promise<void> {
  const file = join(folder, 'run.json')
  await writeFile(`${file}.new`, JSON.stringify(run, null, 2), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** The stack that runs on a data folder, or null if none does. */
export async function findRunning(folder: string): Promise<RunFile | null> {
  const text = await readFile(join(folder, 'run.json'), 'utf8').catch(() => null)
  if (text === null) return null
  const run = runForm.safeParse(JSON.parse(text))
  return run.success && (await isAlive(run.data.pid, 'meterlift')) ? run.data : null
}

const processesForm = z.array(z.object({ name: z.string(), pid: z.int(), mark: z.string() }))

export async function recordProcesses(folder: string, processes: readonly RecordedProcess[]): Promise<void> {
  await writeFile(join(folder, 'processes.json'), JSON.stringify(processes))
}

/** Stops what an earlier start that was killed left behind: only processes whose command line is surely ours. */
export async function stopOrphans(folder: string): Promise<readonly string[]> {
  const text = await readFile(join(folder, 'processes.json'), 'utf8').catch(() => '[]')
  const stopped: string[] = []
  for (const { name, pid, mark } of processesForm.catch([]).parse(JSON.parse(text))) {
    if (!(await isAlive(pid, mark))) continue
    process.kill(pid, name === 'postgres' ? 'SIGINT' : 'SIGTERM')
    for (let waited = 0; waited < 10_000 && (await isAlive(pid, mark)); waited += 100) await new Promise((wake) => setTimeout(wake, 100))
    if (await isAlive(pid, mark)) process.kill(pid, 'SIGKILL')
    stopped.push(name)
  }
  return stopped
}

/** Whether a process lives and its command line contains a mark. Where command lines cannot be read, living is enough. */
async function isAlive(pid: number, mark: string): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null)
  return line === null ? true : line !== '' && line.replaceAll('\0', ' ').includes(mark)
}
