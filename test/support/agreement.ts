import type { Client } from '@temporalio/client'
import { expect } from 'vitest'
import { checkDefaults, checkFleet, type CheckOptions, type CheckReport } from '../../src/operations/check-fleet.js'
import type { Database } from '../../src/register/database.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'

/** Where and when a test looks whether everything agrees; without a client the workflows are not compared. */
export interface Agreeing {
  readonly db: Database
  readonly client?: Client
  /** The fleet's time; the real one where it is left out. */
  readonly now?: number
}

/** Runs `meterlift check` as an operator would, but for the times that a test cannot wait. */
export async function check({ db, client, now }: Agreeing, options: Partial<CheckOptions> = {}): Promise<CheckReport> {
  const inForce = await createProgrammeStore().current(db)
  return checkFleet({ db, client: client ?? null, clock: () => now ?? Date.now() }, inForce, {
    ...checkDefaults,
    ...options,
  })
}

/**
 * Expects register, roll-ups and, with a client, workflows to agree, but for what a test expects to differ.
 * @param but codes that may be found: what the test itself brought about
 */
export async function expectAgreement(where: Agreeing, but: readonly string[] = []): Promise<void> {
  const { findings } = await check(where)
  const found = findings.filter(({ code, kind }) => kind === 'difference' && !but.includes(code))
  expect(found.map(({ code, count, journeys, items }) => ({ code, count, journeys, items }))).toEqual([])
}
