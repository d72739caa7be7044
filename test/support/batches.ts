import type { BatchPlan } from '../../src/domain/batch/plan.js'
import { defaultPlan } from '../../src/domain/batch/plan.js'
import type { BatchCommand } from '../../src/domain/batch/transitions.js'
import { commandBatch } from '../../src/operations/batch/command.js'
import { planBatch } from '../../src/operations/batch/plan-batch.js'
import { tendBatch } from '../../src/register/batch/tend.js'
import type { ClaimedSubmission } from '../../src/register/lane/claim.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'
import type { MeterFilter } from '../../src/register/read/meter-filter.js'
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

  /**
   * What must hold whatever happened: counters equal a recount, members are as their journeys are, an installation is in a
   * batch's hands just while it has a live member.
   */
  async broken(): Promise<readonly string[]> {
    const rows = await this.fleet.db<{ text: string }[]>`
      select 'count ' || batch_id || ' ' || state || ' ' || sum(n) as text from (
        select batch_id, wave, state, coalesce(code, '') as code, count(*) as n from batch_member group by 1, 2, 3, 4
        union all select batch_id, wave, state, code, -n from batch_count) c
      group by batch_id, wave, state, code having sum(n) <> 0
      union all
      select 'members of ' || batch_id from batch b where members <> (select count(*) from batch_member m where m.batch_id = b.batch_id)
      union all
      select 'member ' || journey_id || ' is ' || b.state from batch_member b join journey j using (journey_id)
      where b.ended_at is null and b.state <> batch_member_state(j.stage, j.standing, b.released_at is not null, b.attempts)
      union all
      select 'installation ' || installation_id || ' is ' || i.release from installation i
      where (i.release = 'free') = exists (select from batch_member b where b.installation_id = i.installation_id and b.ended_at is null)
           and i.release <> release_of(i.installation_id)
         or (i.release = 'released') <> exists (select from batch_member b where b.installation_id = i.installation_id and b.ended_at is null and b.released_at is not null)
      union all
      select 'attempts of ' || journey_id from attempt where landed_at is null group by journey_id having count(*) > 1`
    return rows.map(({ text }) => text)
  }
}
