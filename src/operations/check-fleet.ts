import type { Client } from '@temporalio/client'
import { londonDate } from '../domain/calendar.js'
import { codeEntry } from '../domain/codes.js'
import { policyOn } from '../domain/duty.js'
import { changedCombinations } from '../register/combinations.js'
import type { CheckFacts, Comparison } from '../register/check/comparison.js'
import { addDifferences, gather, openDifferences, sizeOf, slices, summarise } from '../register/check/differences.js'
import type { Database, Queryable } from '../register/database.js'
import { untoldVersions } from '../register/programme/change.js'
import type { ProgrammeInForce } from '../register/programme/store.js'
import { compareFleet } from './check/compare-fleet.js'
import { compareWorkflows } from './check/compare-workflows.js'
import { combinationsCode, registerComparisons, temporalFindings } from './check/comparisons.js'

export interface CheckDeps {
  readonly db: Database
  /** Null: the workflows are not compared. */
  readonly client: Client | null
  readonly clock: () => number
  /** Takes a line now and then while something long is under way. */
  readonly progress?: (line: string) => void
}

export interface CheckOptions {
  /** Mend what can safely be mended while everything runs. */
  readonly repair: boolean
  /** Only these codes; empty: all. */
  readonly only: readonly string[]
  /** From when on what is under way counts as late, in milliseconds. */
  readonly lateMs: number
}

export const checkDefaults: CheckOptions = { repair: false, only: [], lateMs: 600_000 }

/** One kind of difference: how many, examples, and what to do. */
export interface Finding {
  readonly code: string
  /** A difference is wrong; attention may be no more than slowness. */
  readonly kind: 'difference' | 'attention'
  readonly meaning: string
  readonly count: number
  /** Numbers of journeys, at most five. */
  readonly journeys: readonly number[]
  /** What differs where it is no journey's: a counter, a lane's day, a workflow. At most five. */
  readonly items: readonly string[]
  readonly repairable: boolean
  /** How many were repaired; null: it was not asked for, or cannot be done here. */
  readonly repaired: number | null
  readonly remedy: string
}

export interface CheckReport {
  readonly findings: readonly Finding[]
  /** How many differences were found and not repaired. */
  readonly differences: number
  readonly journeys: number
  /** Running workflows compared; null: they were not. */
  readonly workflows: number | null
  readonly counters: number
}

interface Gathered {
  readonly code: string
  readonly attention?: true
  readonly repair?: Comparison['repair']
}

/**
 * Compares the register with itself, with the roll-ups and with Temporal, and names what differs; on request it repairs
 * what can be repaired while everything runs. Memory does not grow with the fleet.
 */
export async function checkFleet(
  deps: CheckDeps,
  inForce: ProgrammeInForce,
  options: CheckOptions,
): Promise<CheckReport> {
  const { db, client, progress = () => undefined } = deps
  const wanted = ({ code }: { readonly code: string }): boolean =>
    options.only.length === 0 || options.only.includes(code)
  const held = await db.reserve()
  try {
    await openDifferences(held)
    const facts = await readFacts(held, inForce, deps.clock(), options)
    const gathered: Gathered[] = []
    for (const comparison of registerComparisons.filter(wanted)) {
      progress(`comparing: ${codeEntry(comparison.code)?.meaning ?? comparison.code}`)
      await gather(held, comparison, facts)
      gathered.push(comparison)
    }
    if (facts.policy !== null && wanted({ code: combinationsCode })) {
      const changed = await changedCombinations(held, inForce.programme, facts.today, 'all')
      await addDifferences(
        held,
        combinationsCode,
        changed.map(({ combinationId }) => ({ item: `combination ${combinationId}`, journeyId: null })),
      )
      gathered.push({ code: combinationsCode })
    }
    const ofTemporal = temporalFindings.filter(wanted)
    const workflows =
      client === null || ofTemporal.length === 0 ? null : await lookAtTemporal(held, client, inForce, deps, options)
    gathered.push(...ofTemporal)
    const findings: Finding[] = []
    for (const each of gathered) {
      const finding = await findingOf(db, held, each, facts, options.repair)
      if (finding !== null) findings.push(finding)
    }
    const differences = findings.reduce(
      (sum, { kind, count, repaired }) => sum + (kind === 'difference' ? count - (repaired ?? 0) : 0),
      0,
    )
    return { findings, differences, workflows, ...(await sizeOf(held)) }
  } finally {
    held.release()
  }
}

/** While a version's meters are still being told, duties and copies differ for good reason. */
async function readFacts(
  held: Queryable,
  { programme, version }: ProgrammeInForce,
  now: number,
  { lateMs }: CheckOptions,
): Promise<CheckFacts> {
  const today = londonDate(now)
  const told = (await untoldVersions(held)).length === 0
  return { now, today, lateMs, policy: told ? policyOn(programme.policies, today) : null, programmeVersion: version }
}

async function lookAtTemporal(
  held: Queryable,
  client: Client,
  { programme }: ProgrammeInForce,
  deps: CheckDeps,
  { lateMs }: CheckOptions,
): Promise<number> {
  await compareFleet(held, client, programme)
  return compareWorkflows({ held, client, lateMs, clock: deps.clock, progress: deps.progress ?? (() => undefined) })
}

async function findingOf(
  db: Database,
  held: Queryable,
  { code, attention, repair }: Gathered,
  facts: CheckFacts,
  mend: boolean,
): Promise<Finding | null> {
  const found = await summarise(held, code)
  if (found.count === 0) return null
  let repaired: number | null = null
  if (mend && repair !== undefined) {
    repaired = 0
    for await (const items of slices(held, code)) repaired += await repair(db, items, facts)
  }
  const entry = codeEntry(code)
  return {
    code,
    kind: attention === true ? 'attention' : 'difference',
    meaning: entry?.meaning ?? code,
    ...found,
    repairable: repair !== undefined,
    repaired: repaired === null ? null : Math.min(repaired, found.count),
    remedy: entry?.remedy ?? '',
  }
}
