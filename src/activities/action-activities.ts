import type { Logger } from 'pino'
import { carryOn } from '../register/action/carry.js'
import type { Database } from '../register/database.js'
import { pause } from '../register/leadership.js'
import type { LoopEnd } from '../workflows/service-messages.js'
import { whileHeartbeating } from './while-heartbeating.js'

/** What the workflow of a stored action may ask of the world. */
export interface ActionActivities {
  readonly runAction: (actionId: number) => Promise<LoopEnd>
}

export interface ActionDeps {
  readonly db: Database
  readonly clock: () => number
  readonly log: Logger
}

/** Milliseconds between turns, and between looks while members are on their way; of one run; after a fault. */
const restMs = 200
const waitMs = 500
const runForMs = 3_600_000
const backOffMs = 2_000

export function createActionActivities({ db, clock, log }: ActionDeps): ActionActivities {
  return {
    runAction: (actionId) =>
      whileHeartbeating(async (signal) => {
        const until = clock() + runForMs
        while (!signal.aborted && clock() < until) {
          try {
            const turn = await carryOn(db, actionId, clock())
            if (turn.kind === 'over') return 'gone'
            await pause(turn.kind === 'waiting' ? waitMs : restMs, signal)
          } catch (error) {
            log.warn({ action: actionId, err: error }, 'an action could not be carried on; it is tried again')
            await pause(backOffMs, signal)
          }
        }
        return 'again'
      }),
  }
}
