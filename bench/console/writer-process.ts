import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { isStarted } from '../support/report.js'
import { writeTransitions } from './transitions.js'

/** What was written: how many a second, and how long groups of steps took (median, longest). */
export interface Written {
  readonly perSecond: number
  readonly groupMs: readonly number[]
}

/** What writes beside the benchmark. */
export interface Writer {
  /** Ends it in order, and says what was written. */
  readonly stop: () => Promise<Written>
  /** Ends it at once, where it still runs. */
  readonly end: () => void
}

/** Writes transitions in a process of its own, as workers do, so that it takes no turn of who asks. */
export function startWriter(databaseUrl: string, perSecond: number): Writer {
  const child = fork(fileURLToPath(import.meta.url), [databaseUrl, String(perSecond)], {
    execArgv: ['--import', 'tsx'],
  })
  const told = new Promise<Written>((resolve, reject) => {
    child.once('message', (message) => resolve(message as Written))
    child.once('exit', (code) => reject(new Error(`the writer ended with code ${code}`)))
  })
  told.catch(() => undefined)
  return {
    async stop() {
      if (child.connected) child.send('stop')
      return told
    },
    end: () => void child.kill(),
  }
}

const [, , url, rate] = process.argv
if (isStarted(import.meta.url) && url !== undefined) {
  const writing = writeTransitions(url, Number(rate))
  process.once('message', () => {
    void writing.stop().then(
      (written) => process.send?.(written, () => process.disconnect()),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  })
}
