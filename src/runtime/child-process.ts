import { fork, type ChildProcess } from 'node:child_process'
import { open } from 'node:fs/promises'
import { MeterliftError } from '../domain/errors.js'
import { fileURLToPath } from 'node:url'

/** A service of the stack that runs as a process of its own and is started again when it dies. */
export interface Service {
  readonly stop: () => Promise<void>
  readonly pid: () => number
}

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

/** @throws MeterliftError SERVICE_FAILED when it does not come up, with what it said */
export async function startService(options: ServiceOptions): Promise<Service> {
  let stopping = false
  let restarts = 0
  let child = await launch(options)
  const watch = (watched: ChildProcess): void => {
    watched.once('exit', (code, signal) => {
      if (stopping) return
      restarts += 1
      const waitMs = Math.min(30_000, 500 * 2 ** Math.min(restarts, 6))
      options.say(`${options.room} ended (${signal ?? `code ${code}`}); starting it again in ${Math.round(waitMs / 100) / 10} s`)
      setTimeout(() => void restart(), waitMs)
    })
  }
  const restart = async (): Promise<void> => {
    if (stopping) return
    try {
      child = await launch(options)
      watch(child)
    } catch (error) {
      restarts += 1
      options.say(`${options.room} did not come up: ${error instanceof Error ? error.message : String(error)}; trying again`)
      setTimeout(() => void restart(), 5_000)
    }
  }
  watch(child)
  return {
    pid: () => child.pid ?? 0,
    async stop() {
      stopping = true
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), stopMs)
      await gone
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
      else settle(() => reject(failed(`${room}: ${'message' in told ? String(told.message) : 'could not start'}`, logFile)))
    })
  })
  return child
}

function failed(message: string, logFile: string): MeterliftError {
  return new MeterliftError('SERVICE_FAILED', message, { hint: `its log is ${logFile}` })
}
