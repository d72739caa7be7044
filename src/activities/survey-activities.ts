import type { Logger } from 'pino'
import type { SmsoId } from '../domain/brands.js'
import type { SmiGateway } from '../gateways/smi.js'
import type { SmsoGateway } from '../gateways/smso.js'
import type { Database } from '../register/database.js'
import { pause } from '../register/leadership.js'
import type { ProgrammeStore } from '../register/programme/store.js'
import { storeRecords, wantedRecords } from '../register/survey/survey.js'
import type { LoopEnd } from '../workflows/service-messages.js'
import { whileHeartbeating } from './while-heartbeating.js'

/** What the survey of an SMSO may ask of the world. */
export interface SurveyActivities {
  readonly runSurvey: (smsoId: SmsoId) => Promise<LoopEnd>
}

export interface SurveyDeps {
  readonly db: Database
  readonly programmes: ProgrammeStore
  readonly smso: SmsoGateway
  readonly smi: SmiGateway
  readonly clock: () => number
  readonly log: Logger
}

/** Meters asked for in one request; milliseconds between looks when nothing is wanted; of one run. */
const groupSize = 200
const idleMs = 300
const runForMs = 3_600_000
const backOffMs = 1_000
const longestBackOffMs = 30_000

export function createSurveyActivities(deps: SurveyDeps): SurveyActivities {
  return {
    runSurvey: (smsoId) => whileHeartbeating((cancelled) => runLoop(deps, smsoId, cancelled)),
  }
}

/** Fetches what journeys want of one SMSO and of the SMI, group by group; an SMSO that is away delays no other. */
async function runLoop(deps: SurveyDeps, smsoId: SmsoId, signal: AbortSignal): Promise<LoopEnd> {
  const { db, programmes, smso, smi, clock, log } = deps
  const until = clock() + runForMs
  let failures = 0
  while (!signal.aborted && clock() < until) {
    try {
      const { programme } = await programmes.current(db)
      if (!programme.smsos.some(({ id }) => id === smsoId)) return 'gone'
      const wanted = await wantedRecords(db, smsoId, groupSize)
      if (wanted.length > 0) {
        const asOf = clock()
        const ids = wanted.map(({ device_id }) => device_id)
        const [smsoRecords, smiRecords] = await Promise.all([smso.fetchRecords(smsoId, ids), smi.fetchRecords(ids)])
        const fetched = wanted.map(({ journey_id, device_id }) => ({
          journeyId: journey_id,
          smso: smsoRecords.get(device_id) ?? null,
          smi: smiRecords.get(device_id) ?? null,
        }))
        await storeRecords(db, fetched, asOf)
      }
      failures = 0
      if (wanted.length < groupSize) await pause(idleMs, signal)
    } catch (error) {
      failures += 1
      log.warn({ smso: smsoId, err: error }, 'records could not be fetched; they are asked for again')
      await pause(Math.min(longestBackOffMs, backOffMs * 2 ** (failures - 1)), signal)
    }
  }
  return 'again'
}
