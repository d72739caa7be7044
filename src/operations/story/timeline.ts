import type { EpochMs } from '../../domain/brands.js'
import { system } from '../../domain/journey/draft.js'
import type { Programme } from '../../domain/programme.js'
import type { AttemptLine, MeterHistory } from '../../register/read/meter-history.js'
import { evidenceText } from './evidence-text.js'

/** One thing that happened to a meter, as a sentence. */
export interface TimelineLine {
  readonly at: EpochMs
  readonly kind: string
  readonly text: string
  readonly code: string | null
  /** Who did it; `meterlift` where no person did. */
  readonly actor: string
  readonly policy: string | null
  readonly programmeVersion: number | null
}

/** Everything that happened to a meter, oldest first: its evidence, and when its lane took it up. */
export function timelineOf(history: MeterHistory, programme: Programme): readonly TimelineLine[] {
  const evidence = history.evidence.map((line, index) => ({
    at: line.at,
    kind: line.kind,
    text: evidenceText(line, history, programme),
    code: line.code,
    actor: line.actor,
    policy: line.policy,
    programmeVersion: line.programmeVersion,
    // What one step wrote has one time; its order is that of the register.
    place: index,
  }))
  const claims = history.attempts.map((attempt) => ({
    at: attempt.claimedAt,
    kind: 'claim',
    text: claimText(attempt),
    code: null,
    actor: system,
    policy: null,
    programmeVersion: null,
    place: -1,
  }))
  return [...claims, ...evidence]
    .toSorted((a, b) => a.at - b.at || a.place - b.place)
    .map(({ place: _, ...line }) => line)
}

function claimText({ number, lane, voided, costPence }: AttemptLine): string {
  const cost = costPence === 0 ? '' : ` at £${(costPence / 100).toFixed(2)}`
  return `Lane ${lane} took it up: attempt ${number}${cost}${voided === null ? '' : `; it does not count (${voided})`}.`
}
