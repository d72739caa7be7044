import type { Client } from '@temporalio/client'
import type { JourneyId } from '../../domain/brands.js'
import type { Queryable } from '../../register/database.js'
import { addDifferences } from '../../register/check/differences.js'
import {
  allNoted,
  endedRunning,
  noteOpenJourneys,
  noteRunning,
  openNotRunning,
  stillSo,
  unknownRunning,
} from '../../register/check/running.js'
import { delay, runningJourneys, runStates, type RunState } from './temporal-state.js'

export interface WorkflowComparison {
  readonly held: Queryable
  readonly client: Client
  /** How long a journey may have been at its end before its running workflow is a suspect, in milliseconds. */
  readonly lateMs: number
  readonly clock: () => number
  readonly progress: (line: string) => void
}

const sliceSize = 1_000
/** Between the two looks at a suspect. */
const secondLookMs = 500

/**
 * Compares the journeys of the register with the workflows that run. Visibility is behind and journeys move meanwhile, so
 * what it makes suspect is looked at twice in Temporal itself, and in the register in between, before it is told.
 * @returns how many running workflows were listed
 */
export async function compareWorkflows(deps: WorkflowComparison): Promise<number> {
  const { held, client, progress } = deps
  await noteOpenJourneys(held)
  let listed = 0
  for await (const page of runningJourneys(client)) {
    await noteRunning(held, page)
    listed += page.length
    progress(`${listed} running workflows listed`)
  }
  await allNoted(held)
  await confirm(
    deps,
    'journeys without a workflow',
    (slice) => openNotRunning(held, slice),
    async (suspects) => {
      const states = await stillThus(deps, suspects, 'open', (state) => state !== 'running')
      for (const [code, wanted] of [
        ['CHK_WORKFLOW_MISSING', 'gone'],
        ['CHK_WORKFLOW_FAILED', 'failed'],
      ] as const) {
        await add(
          held,
          code,
          [...states].flatMap(([id, state]) => (state === wanted ? [id] : [])),
        )
      }
    },
  )
  const endedBefore = deps.clock() - deps.lateMs
  await confirm(
    deps,
    'workflows of ended journeys',
    (slice) => endedRunning(held, endedBefore, slice),
    async (suspects) => {
      const states = await stillThus(deps, suspects, 'ended', (state) => state === 'running')
      await add(held, 'CHK_WORKFLOW_LEFT', [...states.keys()])
    },
  )
  await confirm(
    deps,
    'workflows without a journey',
    (slice) => unknownRunning(held, slice),
    async (suspects) => {
      const states = await runStates(client, suspects)
      await add(
        held,
        'CHK_WORKFLOW_UNKNOWN',
        [...states].flatMap(([id, state]) => (state === 'running' ? [id] : [])),
      )
    },
  )
  return listed
}

type SliceOf = (slice: { readonly after: JourneyId; readonly limit: number }) => Promise<readonly JourneyId[]>

/** Goes through all suspects of one kind, slice by slice. */
async function confirm(
  { progress }: WorkflowComparison,
  what: string,
  next: SliceOf,
  look: (suspects: readonly JourneyId[]) => Promise<void>,
): Promise<void> {
  let looked = 0
  for (let after = 0; ;) {
    const suspects = await next({ after, limit: sliceSize })
    const last = suspects.at(-1)
    if (last === undefined) return
    await look(suspects)
    looked += suspects.length
    progress(`${looked} suspected ${what} looked at again`)
    after = last
  }
}

/** The suspects for which both looks at Temporal, and the register in between, say the same. */
async function stillThus(
  { held, client }: WorkflowComparison,
  suspects: readonly JourneyId[],
  where: 'open' | 'ended',
  wrong: (state: RunState) => boolean,
): Promise<ReadonlyMap<JourneyId, RunState>> {
  const first = await runStates(client, suspects)
  const once = suspects.filter((id) => wrong(first.get(id) ?? 'gone'))
  if (once.length === 0) return new Map()
  await delay(secondLookMs)
  const so = await stillSo(held, once, where)
  const second = await runStates(client, so)
  return new Map([...second].filter(([, state]) => wrong(state)))
}

function add(held: Queryable, code: string, journeyIds: readonly JourneyId[]): Promise<void> {
  return addDifferences(
    held,
    code,
    journeyIds.map((id) => ({ item: String(id), journeyId: code === 'CHK_WORKFLOW_UNKNOWN' ? null : id })),
  )
}
