import { fork, type ChildProcess } from 'node:child_process'
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { MeterliftError } from '../domain/errors.js'
import { keepRunning, type Kept, type Server } from './keep-running.js'

export interface ServiceOptions {
  /** Room of the program with a main.js: sandbox, api or workers. */
  readonly room: 'sandbox' | 'api' | 'workers'
  readonly env: Readonly<Record<string, string>>
  readonly logFile: string
  /** The data folder: its name on the command line tells this stack's processes from another's. */
  readonly folder: string
  readonly say: (line: string) => void
  /** Told of each new process, so that the next start finds it even if this one is killed now. */
  readonly started: (pid: number) => Promise<void>
}

const stopMs = 15_000
const readyMs = 60_000

/**
 * Starts a service of the stack as a process of its own, which is started again when it dies.
 * @throws MeterliftError SERVICE_FAILED when it does not come up, with what it said
 */
export async function startService(options: ServiceOptions): Promise<Kept> {
  const { room, say } = options
  const start = async (): Promise<Server> => serverOf(await launch(options), options)
  return keepRunning(room, await start(), start, { say })
}

function serverOf(child: ChildProcess, { folder }: ServiceOptions): Server {
  const exited = new Promise<number | null>((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve(child.exitCode)
    else child.once('exit', resolve)
  })
  return {
    pid: child.pid ?? 0,
    mark: folder,
    exited,
    async stop() {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), stopMs)
      await exited
      clearTimeout(late)
    },
  }
}

async function launch({ room, env, logFile, folder, started }: ServiceOptions): Promise<ChildProcess> {
  const log = await open(logFile, 'a')
  const child = fork(fileURLToPath(new URL(`../${room}/main.js`, import.meta.url)), ['--data', folder], {
    env: { ...process.env, ...env },
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
    detached: true,
    execArgv: ['--enable-source-maps'],
  })
  await log.close()
  if (child.pid !== undefined) await started(child.pid)
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      reject(failed(`${room} did not come up within a minute`, logFile))
    }, readyMs)
    const settle = (act: () => void): void => {
      clearTimeout(late)
      act()
    }
    child.once('exit', (code) => settle(() => reject(failed(`${room} ended with code ${code}`, logFile))))
    child.once('message', (message: unknown) => {
      const told = typeof message === 'object' && message !== null ? message : {}
      if ('ready' in told && told.ready === true) settle(resolve)
      else
        settle(() =>
          reject(failed(`${room}: ${'message' in told ? String(told.message) : 'could not start'}`, logFile)),
        )
    })
  })
  return child
}

function failed(message: string, logFile: string): MeterliftError {
  return new MeterliftError('SERVICE_FAILED', message, { hint: `its log is ${logFile}` })
}
