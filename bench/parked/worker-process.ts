import { fork } from 'node:child_process'
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The worker process of a deployment, running beside the benchmark. */
export interface WorkerProcess {
  readonly pid: number
  readonly stop: () => Promise<void>
}

const program = fileURLToPath(new URL('../../dist/workers/main.js', import.meta.url))

/** Starts the compiled worker, as a deployment does, and waits until it is ready. Head ends are not reached: nothing is asked of them. */
export async function startWorkerProcess(options: {
  readonly databaseUrl: string
  readonly temporalAddress: string
  readonly logFile: string
}): Promise<WorkerProcess> {
  const log = await open(options.logFile, 'a')
  const nowhere = Object.fromEntries(
    ['DCC', 'SMI', 'SMSO'].flatMap((system) => [
      [`METERLIFT_${system}_URL`, 'http://127.0.0.1:9'],
      [`METERLIFT_${system}_TOKEN`, 'bench-only'],
    ]),
  )
  const env = {
    ...process.env,
    ...nowhere,
    METERLIFT_DATABASE_URL: options.databaseUrl,
    TEMPORAL_ADDRESS: options.temporalAddress,
    TEMPORAL_NAMESPACE: 'default',
  }
  const child = fork(program, [], { env, execArgv: [], stdio: ['ignore', log.fd, log.fd, 'ipc'] })
  await log.close()
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the worker ended with code ${code}; its log is ${options.logFile}`)))
    child.once('message', (message: unknown) => {
      if (typeof message === 'object' && message !== null && 'ready' in message && message.ready === true) resolve()
      else reject(new Error(`the worker could not start: ${JSON.stringify(message)}`))
    })
  })
  return {
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
  }
}
