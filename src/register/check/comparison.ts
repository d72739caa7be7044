import type { PendingQuery, Row } from 'postgres'
import type { EpochMs, IsoDate } from '../../domain/brands.js'
import type { DutyPolicy } from '../../domain/programme.js'
import type { Database, Queryable } from '../database.js'

/** What the comparisons of one check go by. */
export interface CheckFacts {
  readonly now: EpochMs
  readonly today: IsoDate
  /** How long a message or a submission may be under way before it counts as late, in milliseconds. */
  readonly lateMs: number
  /** The policy by which duties are to be dated; null: they are not compared, since a change is being carried to them. */
  readonly policy: DutyPolicy | null
  readonly programmeVersion: number
}

/**
 * One kind of difference within the register. It is found by one statement, and so in one snapshot: what journeys write
 * together is seen together, and nothing that merely moves is taken for a difference.
 */
export interface Comparison {
  readonly code: string
  /** Differs without being wrong: it is told, but the check does not fail on it. */
  readonly attention?: true
  /** Query of the rows that differ: `item` (text, what a repair is given) and `journey_id` (an example; null: none). */
  readonly find: (tx: Queryable, facts: CheckFacts) => PendingQuery<Row[]>
  /**
   * Mends some of the items that were found, in a transaction with the guard in the statement, since they may have moved.
   * @returns how many it mended
   */
  readonly repair?: (db: Database, items: readonly string[], facts: CheckFacts) => Promise<number>
}

/** Stages at which a journey has ended, as SQL. */
export const endStages = (tx: Queryable) => tx`('enrolled', 'replaced', 'excluded', 'lost')`

/** Nothing is on its way to the journeys of an installation: a step that comes will work out their standing by itself. */
export const untouched = (tx: Queryable) => tx`
  not exists (select from journey t join outbox o using (journey_id) where t.installation_id = i.installation_id)`
