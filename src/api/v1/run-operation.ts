import { randomUUID } from 'node:crypto'
import { beatOperation, endOperation, startOperation } from '../../register/access/operations.js'
import type { Caller } from '../auth/caller.js'
import type { V1Deps } from './deps.js'
import { problemOf } from './problem.js'

const beatMs = 1_000

/** Takes what a piece of work has done so far. */
export type TellProgress = (progress: Readonly<Record<string, number>>) => void

/** One after the other: each holds a connection, and imports would wait for one another anyway. */
const queues = new WeakMap<object, Promise<unknown>>()

/**
 * Starts long work and answers its number at once; how far it is, and what came of it, is kept in the register.
 * @param work its result is kept as JSON
 */
export async function runOperation(
  deps: V1Deps,
  { kind, caller }: { readonly kind: string; readonly caller: Caller },
  work: (tell: TellProgress) => Promise<unknown>,
): Promise<string> {
  const { db, clock, log } = deps
  const operationId = randomUUID()
  await startOperation(db, { operationId, kind, caller: caller.id, supplier: caller.supplier, startedAt: clock() })
  let progress: Readonly<Record<string, number>> = {}
  // It beats while it waits for its turn too: the process is there.
  const beat = setInterval(() => {
    beatOperation(db, operationId, progress, clock()).catch((error: unknown) =>
      log.warn({ err: error, operationId }, 'the progress of an operation could not be recorded'),
    )
  }, beatMs)
  const run = async (): Promise<void> => {
    try {
      const result = await work((told) => {
        progress = told
      })
      await endOperation(db, operationId, { result }, clock())
    } catch (error) {
      const { code, detail, hint = null, status } = problemOf(error, operationId)
      if (status >= 500) log.error({ err: error, operationId }, 'an operation failed')
      await endOperation(db, operationId, { problem: { code, detail, hint } }, clock())
    } finally {
      clearInterval(beat)
    }
  }
  const turn = (queues.get(db) ?? Promise.resolve()).then(run).catch((error: unknown) => {
    log.error({ err: error, operationId }, 'the end of an operation could not be recorded')
  })
  queues.set(db, turn)
  return operationId
}
