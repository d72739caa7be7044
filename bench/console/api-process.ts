import { fork } from 'node:child_process'
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

/** The API's process of a deployment, running beside the benchmark. */
export interface ApiProcess {
  readonly url: string
  readonly pid: number
  readonly stop: () => Promise<void>
}

const program = fileURLToPath(new URL('../../dist/api/main.js', import.meta.url))

/** Starts the compiled API, as a deployment does, and waits until it is ready. There is no Temporal: nothing is decided. */
export async function startApiProcess(options: {
  readonly databaseUrl: string
  readonly folder: string
  readonly logFile: string
}): Promise<ApiProcess> {
  const log = await open(options.logFile, 'a')
  const env = {
    ...process.env,
    METERLIFT_DATABASE_URL: options.databaseUrl,
    METERLIFT_PORT: '0',
    METERLIFT_CALLBACK_SECRET: 'bench-only-bench-only-bench-only',
    METERLIFT_REQUESTS_PER_MINUTE: '1000000',
    METERLIFT_UPLOADS: options.folder,
    METERLIFT_LOG_LEVEL: 'warn',
  }
  const child = fork(program, [], { env, execArgv: [], stdio: ['ignore', log.fd, log.fd, 'ipc'] })
  await log.close()
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the API ended with code ${code}; its log is ${options.logFile}`)))
    child.once('message', (message: unknown) => {
      if (typeof message === 'object' && message !== null && 'url' in message) resolve(String(message.url))
      else reject(new Error(`the API could not start: ${JSON.stringify(message)}`))
    })
  })
  return {
    url,
    pid: child.pid ?? 0,
    async stop() {
      child.kill('SIGTERM')
      await gone
    },
  }
}
