import { londonDate } from '../domain/calendar.js'
import { policyOn } from '../domain/duty.js'
import { assessCombinations } from '../register/combinations.js'
import type { Database } from '../register/database.js'
import { redateSlice } from '../register/duty/redate.js'
import { recordBreaches, recordReminders } from '../register/duty/watch.js'
import { proposeReferrals } from '../register/failure/propose-referrals.js'
import { inTransaction } from '../register/in-transaction.js'
import { markTold, untoldVersions, wakeConcerned } from '../register/programme/change.js'
import { holdProgramme, type ProgrammeStore } from '../register/programme/store.js'
import type { SliceDone } from '../workflows/service-messages.js'

/** What the fleet's workflows may ask of the world: slices of set-based work over all meters. */
export interface FleetActivities {
  /** Re-dates the open duties of the next slice of journeys. */
  readonly redateNext: (version: number, after: number) => Promise<SliceDone>
  /** Tells the next slice of the journeys that a version concerns. */
  readonly wakeNext: (version: number, after: number) => Promise<SliceDone>
  readonly changeTold: (version: number) => Promise<void>
  /** One slice of the daily look at all duties; the first also records breaches and reminders. */
  readonly watchDuties: (after: number) => Promise<SliceDone>
}

/** Journey numbers in a slice of re-dating, and of telling; how many journeys are told in a second. */
const redateSliceSize = 20_000
const wakeSliceSize = 50_000
const wakesPerSecond = 500

export interface FleetDeps {
  readonly db: Database
  readonly programmes: ProgrammeStore
  readonly clock: () => number
}

export function createFleetActivities({ db, programmes, clock }: FleetDeps): FleetActivities {
  const redate = async (after: number, cause: string): Promise<SliceDone> => {
    const inForce = await programmes.current(db)
    const now = clock()
    const policy = policyOn(inForce.programme.policies, londonDate(now))
    if (policy === null || after >= (await lastJourney(db))) return { next: null, count: 0, restMs: 0 }
    const upTo = after + redateSliceSize
    const done = await inTransaction(db, (tx) =>
      redateSlice(tx, policy, londonDate(now), { now, programmeVersion: inForce.version, cause }, { after, upTo }),
    )
    return { next: upTo, count: done.redated, restMs: 0 }
  }

  return {
    redateNext: (version, after) => redate(after, `programme version ${version}`),
    async wakeNext(version, after) {
      if (after >= (await lastJourney(db))) return { next: null, count: 0, restMs: 0 }
      const upTo = after + wakeSliceSize
      const untold = await untoldVersions(db)
      const change = untold.find((each) => each.version === version)?.change_number ?? null
      const { programme } = await programmes.current(db)
      const standing = programme.switches.standingAuthorisation
        ? programme.suppliers.filter(({ standingAuthorisation }) => standingAuthorisation).map(({ id }) => id)
        : []
      const count = await wakeConcerned(db, {
        range: { after, upTo },
        sinceChange: change ?? Number.MAX_SAFE_INTEGER,
        standingSuppliers: standing,
        now: clock(),
        perSecond: wakesPerSecond,
      })
      return { next: upTo, count, restMs: Math.round((count / wakesPerSecond) * 1_000) }
    },
    changeTold: (version) => markTold(db, version, clock()),
    async watchDuties(after) {
      if (after === 0) await beginWatch(db, programmes, clock)
      return redate(after, 'policy in force today')
    },
  }
}

async function lastJourney(db: Database): Promise<number> {
  const [row] = await db<{ last: number | null }[]>`select max(journey_id) as last from journey`
  return row?.last ?? 0
}

/** What only the first slice does: today's word on each combination, with the meters it concerns; breaches; reminders. */
async function beginWatch(db: Database, programmes: ProgrammeStore, clock: () => number): Promise<void> {
  await inTransaction(db, async (tx) => {
    await holdProgramme(tx, 'exclusive')
    // Only now: another version may have been put in force while the programme was waited for.
    const inForce = await programmes.current(tx)
    const now = clock()
    const today = londonDate(now)
    const policy = policyOn(inForce.programme.policies, today)
    const change = await assessCombinations(tx, inForce.programme, inForce.version, today, 'all')
    if (change !== null) {
      await wakeConcerned(tx, {
        range: { after: 0, upTo: Number.MAX_SAFE_INTEGER },
        sinceChange: change,
        standingSuppliers: [],
        now,
        perSecond: wakesPerSecond,
      })
    }
    await recordBreaches(tx, today, now, inForce.version)
    await proposeReferrals(tx, inForce.programme.retry, now, inForce.version)
    if (policy !== null) await recordReminders(tx, policy, today, now, inForce.version)
  })
}
