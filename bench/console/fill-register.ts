import { londonDate } from '../../src/domain/calendar.js'
import { openDatabase } from '../../src/register/database.js'
import { migrate } from '../../src/register/migrate.js'
import { say } from '../support/report.js'
import { fillHistory } from './fill-history.js'
import { fillMeters } from './fill-meters.js'
import { fillCounters } from './fill-rest.js'
import { layIndexesAside } from './laid-aside.js'
import { cohortsInService, makeCombinations, openProgramme } from './world.js'

const large = [
  ...['installation', 'meter', 'journey', 'evidence', 'duty_date', 'inventory_record', 'inventory_exception', 'wait'],
  ...['submission', 'attempt', 'failure_case', 'batch_member', 'action_member', 'stage_count', 'duty_count', 'audit'],
]

/**
 * Makes a register of so many meters, a migration well under way, by set-based statements: no journey is run. Triggers and
 * keys are laid aside meanwhile, and the counters summed up at the end.
 */
export async function fillRegister(url: string, meters: number): Promise<void> {
  await migrate(url)
  const db = openDatabase(url, { max: 1, name: 'bench' })
  try {
    const now = Date.now()
    const programme = await openProgramme(db, now)
    const combinations = await makeCombinations(db, programme, now)
    const fleet = {
      ...{ meters, now, combinations },
      today: londonDate(now),
      inService: cohortsInService(programme, now),
    }
    // Triggers and foreign keys are not asked while it lasts.
    await db`set session_replication_role = replica`
    await db`set maintenance_work_mem = '1GB'`
    await db`set work_mem = '256MB'`
    await db`set synchronous_commit = off`
    const restore = await layIndexesAside(db, large)
    for (const [what, fill] of [
      ['meters, journeys and installations', () => fillMeters(db, fleet)],
      ['their history', () => fillHistory(db, fleet)],
      ['counters and logs', () => fillCounters(db, fleet)],
      ['indexes', restore],
    ] as const) {
      say(`filling: ${what}`)
      await fill()
    }
    await db`vacuum (analyze)`
    await db`checkpoint`
  } finally {
    await db.end()
  }
}
