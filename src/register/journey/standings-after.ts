import type { DecidedStep } from './decided-step.js'
import type { InstallationRow, Loaded } from './load-steps.js'
import type { MemberRow } from './rows.js'
import { memberStanding, standingOf, type Member } from './standing.js'

/** Where meters and installations stand in their lanes after some steps. */
export interface Standings {
  /** Of the journeys whose steps they are. */
  readonly standings: ReadonlyMap<number, string | null>
  /** Other meters behind their hubs that stand elsewhere now. */
  readonly neighbours: readonly { readonly journey_id: number; readonly standing: string | null }[]
  readonly installations: readonly Readonly<Record<string, string | number | boolean | null>>[]
  /** Submissions of which nothing is in flight any more. */
  readonly landed: readonly string[]
}

/** Works out anew where each touched installation and all its meters stand in their lane. */
export function standingsAfter(loaded: Loaded, steps: readonly DecidedStep[]): Standings {
  const decided = new Map(steps.map((step) => [step.row.journey_id, step]))
  const standings = new Map<number, string | null>()
  const neighbours: { journey_id: number; standing: string | null }[] = []
  const installations: Readonly<Record<string, string | number | boolean | null>>[] = []
  const landed: string[] = []
  for (const id of new Set(steps.map((step) => step.row.installation_id))) {
    const rows = loaded.byInstallation.get(id) ?? []
    const members = rows.map((row) => memberAfter(row, decided.get(row.journey_id)))
    const standing = standingOf(members)
    installations.push({
      installation_id: id,
      state: standing.state,
      held_by: standing.heldBy,
      due_on: standing.dueOn,
      supplier_id: standing.supplierId,
      prepayment: standing.prepayment,
    })
    const submission = submissionOf(loaded.installations.get(id))
    if (submission !== null && standing.state !== 'in-flight') landed.push(submission)
    members.forEach((member, index) => {
      const after = memberStanding(member, standing)
      standings.set(member.journeyId, after)
      if (!decided.has(member.journeyId) && rows[index]?.standing !== after)
        neighbours.push({ journey_id: member.journeyId, standing: after })
    })
  }
  return { standings, neighbours, installations, landed }
}

function submissionOf(row: InstallationRow | undefined): string | null {
  return row?.submission_id ?? null
}

function memberAfter(row: MemberRow, step: DecidedStep | undefined): Member {
  const landed =
    step?.effects.some((effect) => effect.kind === 'land-attempt' && effect.submissionId === row.open_submission_id) ??
    false
  return {
    journeyId: row.journey_id,
    stage: step?.state.stage ?? row.stage,
    inFlight: row.open_submission_id !== null && !landed,
    dueOn: step === undefined ? row.due_on : step.state.duty.dueOn,
    supplierId: gainingSupplier(step) ?? row.supplier_id,
    fuel: row.fuel,
    paymentMode: row.payment_mode,
  }
}

function gainingSupplier(step: DecidedStep | undefined): string | null {
  const gains =
    step?.effects.flatMap((effect) =>
      effect.kind === 'apply-changes' ? [effect.changes.supplier_id?.[1] ?? null] : [],
    ) ?? []
  return gains.at(-1) ?? null
}
