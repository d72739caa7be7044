import type { Asked } from '../../domain/action/asked.js'
import { happeningsOf, hasOutcome, type ActionRequest } from '../../domain/action/request.js'
import { groupBy } from '../../domain/group-by.js'
import type { CorrectableField, Happening } from '../../domain/journey/happening.js'
import type { JourneyView, Sibling, TimedRecord } from '../../domain/journey/view.js'
import type { Stage } from '../../domain/stage.js'
import type { DeviceId, EpochMs, JourneyId, LaneId } from '../../domain/brands.js'
import type { DeviceModel, Installation, SmiRecord, SmsoRecord } from '../../domain/meter.js'
import type { Queryable } from '../database.js'
import { stateOf, type MemberRow } from './rows.js'

/** An installation as the register holds it, with the meters behind its hub. */
export interface InstallationRow {
  readonly installation_id: number
  readonly hub_id: DeviceId
  readonly hub_manufacturer: string
  readonly hub_model: string
  readonly hub_firmware: string
  readonly csp: string
  readonly lane_id: string | null
  readonly cohort_id: string | null
  readonly state: string
  readonly submission_id: string | null
}

interface RecordRow<T> {
  readonly journey_id: number
  readonly as_of: EpochMs
  readonly record: T | null
}

interface MessageRow {
  readonly outbox_id: number
  readonly journey_id: number
  readonly kind: string
  readonly outcome_id: string | null
  readonly submission_id: string | null
  readonly result: 'commissioned' | 'failed' | null
  readonly outcome_code: string | null
  readonly occurred_at: EpochMs | null
  readonly correction_id: number | null
  readonly source: 'person' | 'import' | null
  readonly changes: Readonly<Partial<Record<CorrectableField, readonly [string | null, string | null]>>> | null
  readonly actor: string | null
  readonly reason: string | null
  readonly action_id: number | null
  readonly request: ActionRequest | null
  readonly action_actor: string | null
  readonly action_reason: string | null
  readonly was_stage: Stage | null
  readonly was_code: string | null
  readonly was_failure: string | null
  readonly was_attempts: number | null
  readonly was_supplier: string | null
  readonly voided: VoidedBody | null
}

/** What the outbox says of attempts that were voided (src/register/lane/void-attempts.ts). */
export interface VoidedBody {
  readonly attempts: readonly number[]
  readonly lane: LaneId
  readonly since: EpochMs
}

/** A message of the outbox; `happening` null: what it spoke of is gone. */
export interface Message {
  readonly outboxId: number
  readonly happening: Happening | Asked | null
}

/** What a group of steps rests on: every row locked through its installation. */
export interface Loaded {
  readonly members: ReadonlyMap<JourneyId, MemberRow>
  readonly byInstallation: ReadonlyMap<number, readonly MemberRow[]>
  readonly installations: ReadonlyMap<number, InstallationRow>
  readonly smso: ReadonlyMap<JourneyId, TimedRecord<SmsoRecord>>
  readonly smi: ReadonlyMap<JourneyId, TimedRecord<SmiRecord>>
  readonly messages: ReadonlyMap<JourneyId, readonly Message[]>
  /** Journeys that have more messages than one step takes. */
  readonly more: ReadonlySet<JourneyId>
}

/** Messages of a journey that one step takes: a flood of one device's must not keep the other journeys' steps waiting. */
const mostMessages = 20

/**
 * Locks the installations of some journeys, in order, and reads what deciding about them needs: in one round trip
 * after the lock. Whoever changes a journey or claims its installation takes the same lock first.
 */
export async function loadSteps(
  tx: Queryable,
  journeyIds: readonly JourneyId[],
  options = { lock: true },
): Promise<Loaded> {
  const ids = [...journeyIds]
  const locked = await tx<{ installation_id: number }[]>`
    select installation_id from installation
    where installation_id in (select installation_id from journey where journey_id = any(${ids}::bigint[]))
    order by installation_id ${options.lock ? tx`for update` : tx``}`
  const installationIds = locked.map((row) => row.installation_id)
  const [members, installations, smso, smi, messages] = await Promise.all([
    tx<MemberRow[]>`
      select j.*, m.meter_point, m.fuel, m.device_id, m.manufacturer, m.model, m.firmware, m.smso_id, m.payment_mode,
             m.service, m.installed_on, m.supplied_since, m.compliance_evidence,
             a.submission_id as open_submission_id, a.number as open_attempt, a.claimed_at as open_claimed_at,
             exists (select from authorisation u
                     where u.journey_id = j.journey_id and u.supplier_id = j.supplier_id
                       and (u.batch_id is null or exists (select from batch_member b
                         where b.journey_id = u.journey_id and b.batch_id = u.batch_id and b.ended_at is null))) as authorised,
             exists (select from action_member t where t.journey_id = j.journey_id and t.tracked) as followed
      from journey j
      join meter m using (journey_id)
      left join attempt a on a.journey_id = j.journey_id and a.landed_at is null and a.voided is null
      where j.installation_id = any(${installationIds}::bigint[])
      order by j.journey_id`,
    tx<InstallationRow[]>`
      select i.installation_id, i.hub_id, i.hub_manufacturer, i.hub_model, i.hub_firmware, i.csp, i.lane_id, i.state,
             i.submission_id, c.cohort_id
      from installation i left join combination c using (combination_id)
      where i.installation_id = any(${installationIds}::bigint[])`,
    tx<RecordRow<SmsoRecord>[]>`
      select journey_id, as_of, record from inventory_record where journey_id = any(${ids}::bigint[]) and source = 'smso'`,
    tx<RecordRow<SmiRecord>[]>`
      select journey_id, as_of, record from inventory_record where journey_id = any(${ids}::bigint[]) and source = 'smi'`,
    tx<MessageRow[]>`
      select o.outbox_id, o.journey_id, o.kind, oc.outcome_id, oc.submission_id, oc.result, oc.code as outcome_code,
             oc.occurred_at, c.correction_id, c.source, c.changes, c.actor, c.reason,
             a.action_id, a.request, a.actor as action_actor, a.reason as action_reason,
             am.was_stage, am.was_code, am.was_failure, am.was_attempts, am.was_supplier,
             case when o.kind = 'voided' then o.body end as voided
      from unnest(${ids}::bigint[]) as asked(journey_id)
      cross join lateral (select * from outbox m where m.journey_id = asked.journey_id
                          order by m.outbox_id limit ${mostMessages + 1}) o
      left join outcome oc on o.kind = 'outcome' and oc.outcome_id = o.body ->> 'outcomeId'
      left join correction c on o.kind in ('correction', 'action') and c.correction_id = (o.body ->> 'correctionId')::bigint
      left join action a on o.kind = 'action' and a.action_id = (o.body ->> 'actionId')::bigint
      left join action_member am on am.action_id = a.action_id and am.journey_id = o.journey_id
      order by o.outbox_id`,
  ])
  const byJourney = groupBy(messages.map(messageOf), (message) => message.journeyId)
  return {
    members: new Map(members.map((row) => [row.journey_id, row])),
    byInstallation: groupBy(members, (row) => row.installation_id),
    installations: new Map(installations.map((row) => [row.installation_id, row])),
    smso: timed(smso),
    smi: timed(smi),
    messages: new Map([...byJourney].map(([id, each]) => [id, each.slice(0, mostMessages)])),
    more: new Set([...byJourney].flatMap(([id, each]) => (each.length > mostMessages ? [id] : []))),
  }
}

function timed<T>(rows: readonly RecordRow<T>[]): ReadonlyMap<JourneyId, TimedRecord<T>> {
  return new Map(rows.map((row) => [row.journey_id, { asOf: row.as_of, record: row.record }]))
}

function messageOf(row: MessageRow): Message & { readonly journeyId: JourneyId } {
  return { outboxId: row.outbox_id, journeyId: row.journey_id, happening: happeningOf(row) }
}

function happeningOf(row: MessageRow): Happening | Asked | null {
  switch (row.kind) {
    case 'start':
    case 'records':
      return { kind: 'records' }
    case 'programme':
      return { kind: 'programme' }
    case 'recheck':
      return { kind: 'recheck' }
    case 'time':
      return { kind: 'time' }
    case 'outcome':
      if (row.outcome_id === null || row.result === null || row.occurred_at === null) return null
      return {
        kind: 'outcome',
        outcomeId: row.outcome_id,
        submissionId: row.submission_id,
        result: row.result,
        code: row.outcome_code,
        occurredAt: row.occurred_at,
      }
    case 'correction':
      return correctionOf(row)
    case 'action':
      return askedOf(row)
    case 'voided':
      if (row.voided === null) return null
      return { kind: 'voided', attempts: row.voided.attempts, laneId: row.voided.lane, since: row.voided.since }
    default:
      return null
  }
}

function correctionOf(row: MessageRow): Extract<Happening, { kind: 'correction' }> | null {
  if (row.correction_id === null || row.changes === null) return null
  return {
    kind: 'correction',
    correctionId: row.correction_id,
    source: row.source ?? 'person',
    changes: row.changes,
    actor: row.actor ?? 'unknown',
    reason: row.reason,
  }
}

function askedOf(row: MessageRow): Asked | null {
  const { action_id: actionId, request, was_stage: stage, was_attempts: attempts, was_supplier: supplier } = row
  if (actionId === null || request === null || stage === null || attempts === null || supplier === null) return null
  const by = { actor: row.action_actor ?? 'unknown', reason: row.action_reason }
  return {
    actionId,
    counted: { stage, code: row.was_code, failure: row.was_failure, attempts, supplier },
    happenings: happeningsOf(request, by, correctionOf(row)),
    followed: hasOutcome(request.kind),
  }
}

/** The view of one journey out of what was loaded. */
export function viewOf(loaded: Loaded, row: MemberRow): JourneyView {
  const neighbours = loaded.byInstallation.get(row.installation_id) ?? []
  return {
    journeyId: row.journey_id,
    state: stateOf(row),
    meter: {
      journeyId: row.journey_id,
      meterPoint: row.meter_point,
      fuel: row.fuel,
      supplierId: row.supplier_id,
      deviceId: row.device_id,
      device: modelOf(row),
      smsoId: row.smso_id,
      paymentMode: row.payment_mode,
      service: row.service,
      installedOn: row.installed_on,
      suppliedSince: row.supplied_since,
      complianceEvidence: row.compliance_evidence,
    },
    installation: installationOf(loaded, row.installation_id, neighbours),
    siblings: neighbours.filter((other) => other.journey_id !== row.journey_id).map(siblingOf),
    smso: loaded.smso.get(row.journey_id) ?? null,
    smi: loaded.smi.get(row.journey_id) ?? null,
    authorised: row.authorised,
    inFlight:
      row.open_submission_id === null || row.open_attempt === null || row.open_claimed_at === null
        ? null
        : { submissionId: row.open_submission_id, attempt: row.open_attempt, claimedAt: row.open_claimed_at },
  }
}

function modelOf(row: MemberRow): DeviceModel {
  return { manufacturer: row.manufacturer, model: row.model, firmware: row.firmware }
}

function siblingOf(row: MemberRow): Sibling {
  return {
    journeyId: row.journey_id,
    deviceId: row.device_id,
    fuel: row.fuel,
    supplierId: row.supplier_id,
    stage: row.stage,
    code: row.code,
  }
}

function installationOf(loaded: Loaded, id: number, members: readonly MemberRow[]): Installation {
  const row = loaded.installations.get(id)
  if (row === undefined) throw new Error(`installation ${id} was not loaded`)
  const electricity = members.find(({ fuel }) => fuel === 'electricity')
  const gas = members.find(({ fuel }) => fuel === 'gas')
  const hub = { manufacturer: row.hub_manufacturer, model: row.hub_model, firmware: row.hub_firmware }
  return {
    installationId: id,
    hub: { hubId: row.hub_id, device: hub, csp: row.csp },
    cohortId: row.cohort_id,
    laneId: row.lane_id,
    combination: {
      esme: electricity === undefined ? null : modelOf(electricity),
      gsme: gas === undefined ? null : modelOf(gas),
      hub,
      csp: row.csp,
    },
  }
}
