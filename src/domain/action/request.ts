import { assertNever } from '../assert-never.js'
import type { Permission } from '../access.js'
import type { EpochMs, IsoDate } from '../brands.js'
import type { Command, Happening } from '../journey/happening.js'
import type { ExclusionCategory } from '../programme.js'

/** What a bulk action does to each of its meters. */
export type ActionRequest =
  /** Attempt again, now or at a time. */
  | { readonly kind: 'retry'; readonly at: EpochMs | null }
  /** Correct each meter by its own row, then check it again from the inventory on. */
  | { readonly kind: 'correct' }
  /** What the failure code asks for has been done; another attempt may be decided. */
  | { readonly kind: 'fixed'; readonly fix: string }
  | { readonly kind: 'exclude'; readonly category: ExclusionCategory; readonly evidence: string }
  /** Order a SMETS2 replacement. */
  | { readonly kind: 'replace'; readonly on: IsoDate }
  | { readonly kind: 'hand'; readonly owner: string; readonly note: string }
  | { readonly kind: 'refer'; readonly addressee: string; readonly reference: string }
  | { readonly kind: 'answer'; readonly answer: string }
export type ActionKind = ActionRequest['kind']

export const actionKinds = ['retry', 'correct', 'fixed', 'exclude', 'replace', 'hand', 'refer', 'answer'] as const

/** What an action of each kind needs: what its decision about one meter needs. */
export const actionPermissions: Readonly<Record<ActionKind, Permission>> = {
  retry: 'meters:decide',
  correct: 'meters:decide',
  replace: 'meters:decide',
  fixed: 'meters:decide',
  hand: 'meters:decide',
  refer: 'meters:decide',
  answer: 'meters:decide',
  exclude: 'meters:exclude',
}

/** Handing failures over and referring them is between the operations team and others. */
export const teamActions: readonly ActionKind[] = ['hand', 'refer', 'answer']

/** Where an action stands: asked to stop is not yet stopped. */
export const actionStates = ['prepared', 'running', 'stopping', 'stopped', 'finished'] as const
export type ActionState = (typeof actionStates)[number]

/**
 * What became of one member: `pending` has not been told, `sent` is on its way to the journey, `done` was carried out;
 * `refused` and `moved` say why, `stopped` was left alone.
 */
export const memberStates = ['pending', 'sent', 'done', 'refused', 'moved', 'stopped'] as const
export type MemberState = (typeof memberStates)[number]

/** The journey carries out these by a command; the others are facts about a failure, which move no stage. */
export type CommandedKind = 'retry' | 'correct' | 'exclude' | 'replace'

/** Whether members are told through their journeys. */
export function isCommanded(kind: ActionKind): kind is CommandedKind {
  return kind === 'retry' || kind === 'correct' || kind === 'exclude' || kind === 'replace'
}

/** Whether an action's result is what came of the attempt, and not that it was accepted. */
export function hasOutcome(kind: ActionKind): boolean {
  return kind === 'retry' || kind === 'correct'
}

/** The command that decides whether a member can be acted on; null: the action moves no stage. */
export function commandOf(request: ActionRequest): Command | null {
  switch (request.kind) {
    case 'retry':
      return { kind: 'retry', at: request.at }
    case 'correct':
      return { kind: 'retry', at: null }
    case 'exclude':
      return { kind: 'exclude', category: request.category, evidence: request.evidence }
    case 'replace':
      return { kind: 'replace', step: 'order', on: request.on }
    case 'fixed':
    case 'hand':
    case 'refer':
    case 'answer':
      return null
    default:
      return assertNever(request, 'request of an action')
  }
}

/** What happens to a journey for an action: its command, and after it the correction, which must find it free to go. */
export function happeningsOf(
  request: ActionRequest,
  by: { readonly actor: string; readonly reason: string | null },
  correction: Extract<Happening, { kind: 'correction' }> | null,
): readonly Happening[] {
  const command = commandOf(request)
  return [
    ...(command === null ? [] : [{ kind: 'command' as const, command, ...by }]),
    ...(correction === null ? [] : [correction]),
  ]
}
