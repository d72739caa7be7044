import type { Logger } from 'pino'
import { MeterliftError } from '../domain/errors.js'

const stopMs = 14_000

/**
 * Runs a service process: starts it, tells its parent that it is ready, and stops it well on SIGTERM or SIGINT, or when
 * the parent is gone.
 */
export async function runService(
  log: Logger,
  start: () => Promise<{ readonly ready: Readonly<Record<string, unknown>>; readonly stop: () => Promise<void> }>,
): Promise<void> {
  try {
    const service = await start()
    let stopping = false
    const stop = (why: string): void => {
      if (stopping) return
      stopping = true
      // What it waits for may be gone for good; its work is repeatable, so it need not wait longer than a supervisor would.
      setTimeout(() => process.exit(1), stopMs).unref()
      log.info({ why }, 'stopping')
      service.stop().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, 'stopped badly')
          process.exit(1)
        },
      )
    }
    process.on('SIGTERM', () => stop('SIGTERM'))
    process.on('SIGINT', () => stop('SIGINT'))
    process.on('disconnect', () => stop('the supervisor is gone'))
    process.send?.({ ready: true, ...service.ready })
    log.info(service.ready, 'ready')
  } catch (error) {
    log.error({ err: error }, 'could not start')
    process.send?.({
      ready: false,
      message: error instanceof Error ? error.message : String(error),
      hint: error instanceof MeterliftError ? error.hint : undefined,
    })
    process.exit(1)
  }
}
