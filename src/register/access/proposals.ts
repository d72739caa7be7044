import type { EpochMs } from '../../domain/brands.js'
import type { Programme } from '../../domain/programme.js'
import { parseProgramme } from '../../programme/parse.js'
import type { Queryable } from '../database.js'
import { toJson } from '../json.js'

/** A programme that one person proposes and another puts in force. */
export interface ProposalLine {
  readonly proposalId: number
  /** Version in force when it was proposed; null: none. */
  readonly baseVersion: number | null
  readonly digest: string
  readonly changes: readonly string[]
  readonly reason: string
  readonly proposedBy: string
  readonly proposedAt: EpochMs
  readonly state: 'open' | 'applied' | 'withdrawn'
  readonly decidedBy: string | null
  readonly decidedAt: EpochMs | null
  readonly decisionReason: string | null
  /** Version that it became. */
  readonly version: number | null
}

export interface Proposal extends ProposalLine {
  /** What the proposer came in with: nobody approves a proposal of their own. */
  readonly proposer: string
  readonly programme: Programme
}

const line = (db: Queryable) => db`
  proposal_id as "proposalId", base_version as "baseVersion", digest, changes, reason, proposed_by as "proposedBy",
  proposed_at as "proposedAt", state, decided_by as "decidedBy", decided_at as "decidedAt", decision_reason as "decisionReason", version`

export async function storeProposal(
  db: Queryable,
  proposal: Pick<
    Proposal,
    'baseVersion' | 'digest' | 'programme' | 'changes' | 'reason' | 'proposedBy' | 'proposer' | 'proposedAt'
  >,
): Promise<number> {
  const { baseVersion, digest, programme, changes, reason, proposedBy, proposer, proposedAt } = proposal
  const [made] = await db<{ proposal_id: number }[]>`
    insert into programme_proposal (base_version, digest, content, changes, reason, proposed_by, proposer, proposed_at)
    values (${baseVersion}, ${digest}, ${db.json(toJson(programme))}, ${db.json([...changes])}, ${reason}, ${proposedBy},
            ${proposer}, ${proposedAt}) returning proposal_id`
  return made?.proposal_id ?? 0
}

export async function findProposal(db: Queryable, proposalId: number): Promise<Proposal | null> {
  const [row] = await db<(ProposalLine & { readonly proposer: string; readonly content: unknown })[]>`
    select ${line(db)}, proposer, content from programme_proposal where proposal_id = ${proposalId}`
  if (row === undefined) return null
  const { content, ...rest } = row
  return { ...rest, programme: parseProgramme(content) }
}

/** Proposals, the newest first. */
export async function listProposals(
  db: Queryable,
  page: { readonly before: number | null; readonly limit: number },
): Promise<readonly ProposalLine[]> {
  return db<ProposalLine[]>`
    select ${line(db)} from programme_proposal
    where ${page.before === null ? db`true` : db`proposal_id < ${page.before}`} order by proposal_id desc limit ${page.limit}`
}

/** @returns false if the proposal is not open any more */
export async function decideProposal(
  db: Queryable,
  proposalId: number,
  decision: {
    readonly state: 'applied' | 'withdrawn'
    readonly by: string
    readonly reason: string
    readonly now: EpochMs
    readonly version: number | null
  },
): Promise<boolean> {
  const decided = await db`
    update programme_proposal
    set state = ${decision.state}, decided_by = ${decision.by}, decided_at = ${decision.now}, decision_reason = ${decision.reason},
        version = ${decision.version}
    where proposal_id = ${proposalId} and state = 'open' returning 1`
  return decided.length > 0
}
