import { randomUUID } from 'node:crypto'
import type { Command } from '../../src/domain/journey/happening.js'
import type { Programme } from '../../src/domain/programme.js'
import { outboxPriority, type OutboxKind } from '../../src/register/outbox/claim.js'
import { storeOutcomes } from '../../src/register/outcome/store-outcomes.js'
import type { StepCause } from '../../src/workflows/journey-messages.js'
import type { Fleet } from './fleet.js'
import { inForce } from './register.js'

/** What the register holds of one journey, as a model can be held against it. */
export interface Held {
  readonly stage: string
  readonly hold: string | null
  readonly used: number
  readonly granted: number
  readonly inFlight: number | null
  readonly supplier: string
  readonly retryAt: number | null
  readonly startsOn: string | null
  readonly dueOn: string | null
  readonly raised: boolean
  readonly breachedOn: string | null
  readonly metOn: string | null
  readonly endedOn: string | null
}

/** One line of the journey's evidence. */
export interface Line {
  readonly evidence_id: number
  readonly from_stage: string | null
  readonly to_stage: string | null
  readonly code: string | null
  readonly detail: Readonly<Record<string, unknown>> | null
}

/** One journey of a fleet, played in the real register: every step, claim and outcome is a transaction of it. */
export class RegisterJourney {
  private readonly submissions = new Map<number, string>()
  private told = 0
  /** What the register held when it was last held against the model. */
  before: Held | null = null

  constructor(
    readonly fleet: Fleet,
    readonly id: number,
    readonly deviceId: string,
  ) {}

  private get db() {
    return this.fleet.db
  }

  async step(cause: StepCause): Promise<string | null> {
    const [result] = await this.fleet.steps([{ journeyId: this.id, cause }])
    if (result?.kind === 'behind') throw new Error('the register is ahead of a run that is alone')
    return result?.kind === 'refused' ? result.code : null
  }

  open(): Promise<string | null> {
    return this.step({ kind: 'open', run: randomUUID() })
  }

  command(command: Command): Promise<string | null> {
    return this.step({ kind: 'command', id: randomUUID(), given: { command, actor: 'ann', reason: null } })
  }

  async tell(kind: OutboxKind): Promise<void> {
    await this.db`
      insert into outbox (journey_id, kind, body, priority, not_before)
      values (${this.id}, ${kind}, '{}', ${outboxPriority.wake}, ${this.fleet.now})`
    await this.step({ kind: 'messages' })
  }

  async correct(changes: Readonly<Record<string, readonly [string, string]>>): Promise<string | null> {
    const [made] = await this.db<{ correction_id: number }[]>`
      insert into correction (journey_id, source, changes, actor, created_at)
      values (${this.id}, 'person', ${this.db.json(changes)}, 'ann', ${this.fleet.now}) returning correction_id`
    return this.command({ kind: 'correct', correctionId: made?.correction_id ?? 0 })
  }

  async records(says: 'agree' | 'disagree' | 'commissioned'): Promise<void> {
    await this.fleet.records((record) => ({ ...record, keysPresent: says !== 'disagree' }), {
      of: this.id,
      status: says === 'commissioned' ? 'Commissioned' : 'InstalledNotCommissioned',
    })
    await this.step({ kind: 'messages' })
  }

  /** The lane claims it, among whatever else is ready. @returns the attempt's number, null where it was not claimed */
  async claim(): Promise<number | null> {
    const lane = this.fleet.lane('secure-meters', { dailyCapacity: 1_000_000, inFlightLimit: 1_000_000 })
    const prepayment = { ...lane.prepayment, dailyCap: 1_000_000 }
    const claimed = await this.fleet.claimed({ ...lane, prepayment })
    for (const { submission_id, request } of claimed) {
      const device = request.devices.find(({ journeyId }) => journeyId === this.id)
      if (device === undefined) continue
      this.submissions.set(device.attempt, submission_id)
      return device.attempt
    }
    return null
  }

  /** An outcome is stored and taken. @param attempt null: it names no submission; one that never was: an unknown one */
  async outcome(attempt: number | null, code: string | null, occurredAt: number): Promise<string | null> {
    const outcomeId = randomUUID()
    const submissionId = attempt === null ? null : (this.submissions.get(attempt) ?? randomUUID())
    const result = code === null ? ('commissioned' as const) : ('failed' as const)
    const reported = { outcomeId, submissionId, deviceId: this.deviceId, result, code, occurredAt }
    await storeOutcomes(this.db, [reported], this.fleet.now)
    await this.step({ kind: 'messages' })
    const [row] = await this.db<{ verdict: string | null }[]>`
      select verdict from outcome where outcome_id = ${outcomeId}`
    return row?.verdict ?? null
  }

  async programme(programme: Programme): Promise<void> {
    const { now, today } = this.fleet
    await inForce(this.db, programme, { today, now, digest: randomUUID() })
  }

  async held(): Promise<Held> {
    const [row] = await this.db<Held[]>`
      select j.stage, j.hold, j.attempts_used as used, j.attempts_granted as granted,
             (select number from attempt a where a.journey_id = j.journey_id and landed_at is null) as "inFlight",
             m.supplier_id as supplier, j.next_attempt_at as "retryAt", j.clock_starts_on as "startsOn", j.due_on as "dueOn",
             j.decision_raised as raised, j.breached_on as "breachedOn", j.met_on as "metOn", j.duty_ended_on as "endedOn"
      from journey j join meter m using (journey_id) where j.journey_id = ${this.id}`
    if (row === undefined) throw new Error(`journey ${this.id} is lost`)
    return row
  }

  /** The evidence since it was last asked for. */
  async news(): Promise<readonly Line[]> {
    const lines = await this.db<Line[]>`
      select evidence_id, from_stage, to_stage, code, detail from evidence
      where journey_id = ${this.id} and evidence_id > ${this.told} order by evidence_id`
    this.told = lines.at(-1)?.evidence_id ?? this.told
    return lines
  }

  /** The last date that the register keeps in its history of dates. */
  async lastDate(): Promise<string | null> {
    const [row] = await this.db<{ due_on: string | null }[]>`
      select due_on from duty_date where journey_id = ${this.id} order by recorded_at desc, ctid desc limit 1`
    return row?.due_on ?? null
  }
}
