import type { EpochMs } from '../../domain/brands.js'
import { codeEntry } from '../../domain/codes.js'
import { MeterliftError } from '../../domain/errors.js'
import { actionState, askToStop, startPrepared } from '../../register/action/control.js'
import { readActions, readMemberCounts, type MemberCount, type StoredAction } from '../../register/action/read.js'
import type { Database, Queryable } from '../../register/database.js'
import type { ProgrammeInForce } from '../../register/programme/store.js'
import { inTransaction } from '../../register/in-transaction.js'

/** Meters of one code. */
export interface ByCode {
  readonly code: string
  readonly meaning: string | null
  readonly meters: number
}

/** What became of an action's members. The results add up to `meters`; the outcomes to those of `done` that were tried again. */
export interface ActionResults {
  readonly meters: number
  readonly pending: number
  readonly sent: number
  readonly done: number
  readonly refused: number
  readonly moved: number
  readonly stopped: number
  readonly refusals: readonly ByCode[]
  /** Null: the action tries nothing again. */
  readonly outcomes: {
    readonly enrolled: number
    readonly failed: number
    readonly held: number
    readonly ended: number
    readonly underWay: number
    readonly failures: readonly ByCode[]
  } | null
}

export type ActionLine = StoredAction & ActionResults

/** Actions with their results, newest first. */
export async function listActions(
  db: Queryable,
  options: {
    readonly open: boolean
    readonly kind?: string | undefined
    readonly failure?: string | undefined
    readonly before?: number | null
    readonly limit: number
  },
): Promise<readonly ActionLine[]> {
  return withResults(db, await readActions(db, options))
}

/** @throws MeterliftError ACTION_UNKNOWN */
export async function showAction(db: Queryable, actionId: number): Promise<ActionLine> {
  const [line] = await withResults(db, await readActions(db, { only: actionId, limit: 1 }))
  if (line === undefined) throw unknown(actionId)
  return line
}

async function withResults(db: Queryable, actions: readonly StoredAction[]): Promise<readonly ActionLine[]> {
  const ids = actions.map(({ actionId }) => actionId)
  const counts = await readMemberCounts(db, ids)
  return actions.map((action) => ({
    ...action,
    ...resultsOf(
      action,
      counts.filter(({ actionId }) => actionId === action.actionId),
    ),
  }))
}

function resultsOf({ kind }: StoredAction, counts: readonly MemberCount[]): ActionResults {
  const sum = (where: (count: MemberCount) => boolean): number =>
    counts.filter(where).reduce((total, { meters }) => total + meters, 0)
  const state = (wanted: MemberCount['state']): number => sum((count) => count.state === wanted)
  const outcome = (wanted: MemberCount['outcome']): number => sum((count) => count.outcome === wanted)
  return {
    meters: sum(() => true),
    pending: state('pending'),
    sent: state('sent'),
    done: state('done'),
    refused: state('refused'),
    moved: state('moved'),
    stopped: state('stopped'),
    refusals: byCode(counts.flatMap((count) => (count.state === 'refused' ? [[count.code, count.meters]] : []))),
    outcomes:
      kind === 'retry' || kind === 'correct'
        ? {
            enrolled: outcome('enrolled'),
            failed: outcome('failed'),
            held: outcome('held'),
            ended: outcome('ended'),
            underWay: outcome('under-way'),
            failures: byCode(
              counts.flatMap((count) => (count.outcome === 'failed' ? [[count.outcomeCode, count.meters]] : [])),
            ),
          }
        : null,
  }
}

function byCode(counts: readonly (readonly [string | null, number])[]): readonly ByCode[] {
  const sums = new Map<string, number>()
  for (const [code, meters] of counts) sums.set(code ?? '', (sums.get(code ?? '') ?? 0) + meters)
  return [...sums]
    .map(([code, meters]) => ({ code, meaning: codeEntry(code)?.meaning ?? null, meters }))
    .toSorted((a, b) => b.meters - a.meters || a.code.localeCompare(b.code))
}

interface By {
  readonly actor: string
  readonly now: EpochMs
}

/**
 * Stops an action: what has not reached a journey does not any more; what has is not undone.
 * @throws MeterliftError ACTION_UNKNOWN, ACTION_ENDED
 */
export async function stopAction(
  db: Database,
  actionId: number,
  by: By & { readonly reason: string | null },
): Promise<ActionLine> {
  const asked = await inTransaction(db, (tx) => askToStop(tx, actionId, by))
  const line = await showAction(db, actionId)
  if (!asked && line.state !== 'stopping')
    throw new MeterliftError('ACTION_ENDED', `action ${actionId} is ${line.state} already; there is nothing to stop`)
  return line
}

/**
 * Starts an action that was counted and held.
 * @throws MeterliftError ACTION_UNKNOWN, ACTION_ENDED
 */
export async function startAction(
  db: Database,
  { programme }: ProgrammeInForce,
  actionId: number,
  by: By,
): Promise<ActionLine> {
  const { automaticRelease } = programme.switches
  if (!(await inTransaction(db, (tx) => startPrepared(tx, actionId, { ...by, automaticRelease })))) {
    const state = await actionState(db, actionId)
    if (state === null) throw unknown(actionId)
    throw new MeterliftError('ACTION_ENDED', `action ${actionId} is ${state}; only one that is prepared can be started`)
  }
  return showAction(db, actionId)
}

function unknown(actionId: number): MeterliftError {
  return new MeterliftError('ACTION_UNKNOWN', `there is no action ${actionId}`, { hint: 'action list shows them' })
}
