import type { EpochMs, SupplierId } from '../../domain/brands.js'
import { memberRefusal } from '../../domain/action/possible.js'
import type { ActionRequest } from '../../domain/action/request.js'
import { MeterliftError } from '../../domain/errors.js'
import type { Programme } from '../../domain/programme.js'
import { chooseMeters, type ActionSet, type Alike } from '../../register/action/choose.js'
import { storeAction, type Verdict } from '../../register/action/store.js'
import type { Database, Queryable } from '../../register/database.js'
import { inTransaction } from '../../register/in-transaction.js'
import type { ProgrammeInForce } from '../../register/programme/store.js'
import { givenConditions, type MeterFilter } from '../../register/read/meter-filter.js'
import { resolveFilter } from '../resolve-filter.js'

/** A bulk action as a person asks for it. */
export interface ActionOrder {
  readonly request: ActionRequest
  /** Which meters are meant, in any names; or the rows of a file, with the file's name and digest for the record. */
  readonly set:
    | { readonly kind: 'filter'; readonly filter: MeterFilter }
    | (Extract<ActionSet, { kind: 'corrections' }> & { readonly file: string; readonly digest: string })
  /** What the action is called; null: after what it does. */
  readonly name: string | null
  readonly actor: string
  readonly reason: string | null
  readonly now: EpochMs
  /** The supplier whose people ask: only its own meters are meant. Absent: the operations team. */
  readonly portfolio?: SupplierId | undefined
}

/** Meters for which an action cannot be carried out, and what to do first. */
export interface CannotLine {
  readonly code: string
  readonly message: string
  readonly meters: number
  /** Journeys, at most three. */
  readonly examples: readonly number[]
}

/** What an action would do, or does: the same set, counted. */
export interface ActionCount {
  readonly meters: number
  readonly can: number
  readonly cannot: readonly CannotLine[]
}

/**
 * Counts what an action would do, and changes nothing.
 * @throws MeterliftError FILTER_INVALID, ACTION_WITHOUT_FILTER
 */
export async function countAction(db: Database, inForce: ProgrammeInForce, order: ActionOrder): Promise<ActionCount> {
  return inTransaction(db, async (tx) => counted((await choose(tx, inForce.programme, order)).verdicts))
}

/**
 * Stores an action with its set, counted and frozen. Unless it is held, the workers carry it out from now on.
 * @throws MeterliftError FILTER_INVALID, ACTION_WITHOUT_FILTER, ACTION_EMPTY where no meter is meant
 */
export async function beginAction(
  db: Database,
  inForce: ProgrammeInForce,
  order: ActionOrder,
  options: { readonly held: boolean },
): Promise<ActionCount & { readonly actionId: number }> {
  return inTransaction(db, async (tx) => {
    const { verdicts, filter } = await choose(tx, inForce.programme, order)
    if (verdicts.length === 0) {
      throw new MeterliftError('ACTION_EMPTY', 'no meter is meant; nothing was stored', {
        hint: 'look at what the filter finds: meters list takes the same one',
      })
    }
    const { request, actor, reason, now } = order
    const actionId = await storeAction(
      tx,
      {
        name: order.name ?? nameOf(request, filter),
        request,
        filter,
        programmeVersion: inForce.version,
        actor,
        reason,
        supplier: order.portfolio ?? null,
        now,
        held: options.held,
        automaticRelease: inForce.programme.switches.automaticRelease,
      },
      verdicts,
    )
    return { actionId, ...counted(verdicts) }
  })
}

/** Meters by their last failure are those that stand there, unless a stage is named. */
export function openFailures(filter: MeterFilter): MeterFilter {
  return filter.failure !== undefined && filter.stage === undefined ? { ...filter, openFailure: true } : filter
}

interface Chosen {
  readonly verdicts: readonly (Alike & Verdict)[]
  readonly filter: Readonly<Record<string, unknown>>
}

async function choose(tx: Queryable, programme: Programme, order: ActionOrder): Promise<Chosen> {
  const { set, request, reason, portfolio = null } = order
  const { retry } = programme
  const filter = set.kind === 'filter' ? resolveFilter(programme, set.filter, order.now) : {}
  const given = set.kind === 'filter' ? givenConditions(filter) : { file: set.file, digest: set.digest }
  // That they are a supplier's own does not say which meters it means.
  if (Object.keys(given).every((name) => portfolio !== null && name === 'supplier')) {
    throw new MeterliftError('ACTION_WITHOUT_FILTER', 'an action on the whole fleet is refused', {
      hint: 'say which meters are meant, for example --failure W101 --lane itron',
    })
  }
  const alike = await chooseMeters(tx, set.kind === 'filter' ? { kind: 'filter', filter } : set, {
    maxAttempts: retry.maxAttempts,
    portfolio,
  })
  return {
    filter: given,
    verdicts: alike.map((each) => {
      const refusal = memberRefusal(request, each.facts, { table: retry, reason })
      return { ...each, code: refusal?.code ?? null, message: refusal?.message ?? null }
    }),
  }
}

function counted(verdicts: readonly (Alike & Verdict)[]): ActionCount {
  const lines = new Map<string, CannotLine>()
  let meters = 0
  let can = 0
  for (const each of verdicts) {
    meters += each.meters
    if (each.code === null || each.message === null) {
      can += each.meters
      continue
    }
    const before = lines.get(`${each.code} ${each.message}`)
    lines.set(`${each.code} ${each.message}`, {
      code: each.code,
      message: each.message,
      meters: each.meters + (before?.meters ?? 0),
      examples: [...(before?.examples ?? []), ...each.examples].slice(0, 3),
    })
  }
  return { meters, can, cannot: [...lines.values()].toSorted((a, b) => b.meters - a.meters) }
}

function nameOf({ kind }: ActionRequest, filter: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(filter).flatMap(([key, value]) => {
    if (key === 'digest' || key === 'openFailure') return []
    return key === 'journeys' ? [`${String(value).split(',').length} chosen`] : [String(value)]
  })
  return [kind, ...words].join(' ')
}
