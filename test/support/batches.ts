import type { BatchPlan } from '../../src/domain/batch/plan.js'
import { defaultPlan } from '../../src/domain/batch/plan.js'
import type { BatchCommand } from '../../src/domain/batch/transitions.js'
import { commandBatch } from '../../src/operations/batch/command.js'
import { planBatch } from '../../src/operations/batch/plan-batch.js'
import { tendBatch } from '../../src/register/batch/tend.js'
import type { ClaimedSubmission } from '../../src/register/lane/claim.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'
import type { MeterFilter } from '../../src/register/read/meter-filter.js'
import { brokenBatches } from './broken-batches.js'
import type { Fleet } from './fleet.js'

/** Batches of a fleet whose looks a test makes one by one. */
export class Batches {
  constructor(readonly fleet: Fleet) {}

  async plan(plan: Partial<BatchPlan> = {}, filter: MeterFilter = {}, devices: readonly string[] | null = null) {
    const inForce = await createProgrammeStore().current(this.fleet.db)
    return planBatch(this.fleet.db, inForce, {
      name: 'test',
      filter,
      devices,
      plan: { ...defaultPlan, ...plan },
      actor: 'ann',
      reason: null,
      now: this.fleet.now,
      submit: true,
    })
  }

  /** Plans and approves a batch and looks at it until nothing is done any more. */
  async started(plan: Partial<BatchPlan> = {}, filter: MeterFilter = {}): Promise<number> {
    const { batchId } = await this.plan(plan, filter)
    await this.command(batchId, 'approve')
    await this.tend(batchId)
    return batchId
  }

  command(batchId: number, command: BatchCommand) {
    return commandBatch(this.fleet.db, batchId, command, { actor: 'ann', reason: 'because', now: this.fleet.now })
  }

  /** Looks at a batch until nothing is done any more; gives where it stands then. */
  async tend(batchId: number): Promise<string> {
    const { programme } = await createProgrammeStore().current(this.fleet.db)
    for (let look = 0; look < 50; look += 1) {
      const { state, busy } = await tendBatch(this.fleet.db, programme, batchId, this.fleet.now)
      if (!busy || state === 'finished' || state === 'cancelled') return state
    }
    throw new Error('the batch is busy without an end')
  }

  claim(): Promise<readonly ClaimedSubmission[]> {
    return this.fleet.claimed(this.fleet.lane('secure-meters'))
  }

  /** Members by state and reason, as the counters have them: `enrolled 3`. */
  async counts(batchId: number): Promise<readonly string[]> {
    const rows = await this.fleet.db<{ text: string }[]>`
      select concat_ws(' ', state, nullif(code, ''), sum(n)) as text from batch_count where batch_id = ${batchId}
      group by state, code having sum(n) <> 0 order by 1`
    return rows.map(({ text }) => text)
  }

  async waves(batchId: number): Promise<readonly string[]> {
    const rows = await this.fleet.db<{ text: string }[]>`
      select wave || ' ' || members || ' ' || state as text from batch_wave where batch_id = ${batchId} order by wave`
    return rows.map(({ text }) => text)
  }

  async events(batchId: number): Promise<readonly string[]> {
    const rows = await this.fleet.db<
      { kind: string }[]
    >`select kind from batch_event where batch_id = ${batchId} order by event_id`
    return rows.map(({ kind }) => kind)
  }

  /** What of that which must hold whatever happened does not. */
  broken(): Promise<readonly string[]> {
    return brokenBatches(this.fleet.db)
  }
}
