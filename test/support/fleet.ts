import { Readable } from 'node:stream'
import { randomUUID } from 'node:crypto'
import { stepJourneys } from '../../src/activities/step-journeys.js'
import { londonDate } from '../../src/domain/calendar.js'
import { mpanCheckDigit, mprnCheckDigits } from '../../src/domain/identifiers.js'
import type { SmiRecord, SmsoRecord } from '../../src/domain/meter.js'
import type { EpclEntry, Lane, Programme } from '../../src/domain/programme.js'
import { importPortfolio } from '../../src/operations/import-portfolio.js'
import { claimInstallations, type Claim, type ClaimedSubmission } from '../../src/register/lane/claim.js'
import { storeOutcomes } from '../../src/register/outcome/store-outcomes.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'
import { storeRecords } from '../../src/register/survey/survey.js'
import type { GivenCommand, Standing, StepCause, StepResult } from '../../src/workflows/journey-messages.js'
import { createTestDatabase, type TestDatabase } from './database.js'
import { exampleProgramme } from './programme.js'
import { inForce } from './register.js'

export type Row = Readonly<Record<string, string>>

/** A few journeys in a real register, whose steps and claims a test makes one by one; Temporal is not there. */
export class Fleet {
  readonly standings = new Map<number, Standing>()
  private readonly programmes = createProgrammeStore()
  now: number

  constructor(
    readonly test: TestDatabase,
    readonly programme: Programme,
    now: number,
  ) {
    this.now = now
  }

  static async open(
    change: (programme: Programme) => Programme = (programme) => programme,
    now = Date.parse('2026-06-01T10:00:00Z'),
  ): Promise<Fleet> {
    const test = await createTestDatabase()
    const today = londonDate(now)
    const programme = change(await exampleProgramme(today))
    await inForce(test.db, programme, { today, now })
    return new Fleet(test, programme, now)
  }

  get db() {
    return this.test.db
  }

  /** Imports rows and brings records that agree with them. */
  async bring(rows: readonly Row[], wrong: (record: SmsoRecord) => SmsoRecord = (record) => record): Promise<void> {
    const header = Object.keys(rows[0] ?? {})
    const text = [header.join(','), ...rows.map((row) => header.map((column) => row[column] ?? '').join(','))].join(
      '\n',
    )
    const report = await importPortfolio(
      this.db,
      { stream: Readable.from([Buffer.from(text)]), name: 'test' },
      { by: 'test', now: this.now, quarantineTo: '/dev/null' },
    )
    if (report.rejected > 0) throw new Error(JSON.stringify(await this.db`select * from quarantine`))
    await this.records(wrong)
  }

  /** Brings the records that are wanted, of all meters or of one; the SMI's say what is given. */
  async records(
    wrong: (record: SmsoRecord) => SmsoRecord = (record) => record,
    { of, status = 'InstalledNotCommissioned' }: { readonly of?: number; readonly status?: SmiRecord['status'] } = {},
  ): Promise<void> {
    const rows = await this.db`
      select m.*, i.hub_id, i.hub_manufacturer, i.hub_model, i.hub_firmware,
             coalesce((select array_agg(o.device_id) from meter o where o.installation_id = m.installation_id and o.journey_id <> m.journey_id), '{}') as siblings
      from meter m join installation i using (installation_id) join journey j using (journey_id) 
      where j.records_wanted_at is not null ${of === undefined ? this.db`` : this.db`and j.journey_id = ${of}`}`
    const fetched = rows.map((m) => {
      const smso: SmsoRecord = {
        meterPoint: String(m.meter_point),
        fuel: m.fuel === 'gas' ? 'gas' : 'electricity',
        deviceId: String(m.device_id),
        device: { manufacturer: String(m.manufacturer), model: String(m.model), firmware: String(m.firmware) },
        hubId: String(m.hub_id),
        hub: { manufacturer: String(m.hub_manufacturer), model: String(m.hub_model), firmware: String(m.hub_firmware) },
        supplierId: String(m.supplier_id),
        paymentMode: m.payment_mode === 'prepayment' ? 'prepayment' : 'credit',
        keysPresent: true,
        siblings: m.siblings as string[],
      }
      return {
        journeyId: Number(m.journey_id),
        smso: wrong(smso),
        smi: { deviceId: smso.deviceId, status, meterPoint: status === 'Commissioned' ? smso.meterPoint : null },
      }
    })
    await storeRecords(this.db, fetched, this.now)
  }

  async steps(
    requests: readonly {
      readonly journeyId: number
      readonly cause: StepCause
      readonly seq?: number
      readonly epoch?: number
    }[],
  ): Promise<readonly StepResult[]> {
    const results = await stepJourneys(
      { db: this.db, programmes: this.programmes, clock: () => this.now },
      requests.map(({ journeyId, cause, seq, epoch }) => {
        const standing = this.standings.get(journeyId)
        return { journeyId, cause, epoch: epoch ?? standing?.epoch ?? 0, seq: seq ?? (standing?.seq ?? 0) + 1 }
      }),
    )
    results.forEach((result, index) => {
      if (result.kind !== 'refused') this.standings.set(requests[index]?.journeyId ?? 0, result.standing)
    })
    return results
  }

  /** Opens every journey, in one group. */
  async openAll(): Promise<void> {
    const rows = await this.db<{ journey_id: number }[]>`select journey_id from journey order by journey_id`
    await this.steps(rows.map(({ journey_id }) => ({ journeyId: journey_id, cause: { kind: 'open', run: 'first' } })))
  }

  /** Every journey takes what the register holds for it. */
  async takeMessages(): Promise<void> {
    const rows = await this.db<{ journey_id: number }[]>`select distinct journey_id from outbox order by 1`
    if (rows.length > 0)
      await this.steps(rows.map(({ journey_id }) => ({ journeyId: journey_id, cause: { kind: 'messages' } })))
  }

  async command(journeyId: number, command: GivenCommand['command']): Promise<StepResult | undefined> {
    const [result] = await this.steps([
      { journeyId, cause: { kind: 'command', id: randomUUID(), given: { command, actor: 'ann', reason: null } } },
    ])
    return result
  }

  lane(id: string, change: Partial<Lane> = {}): Lane {
    const lane = this.programme.lanes.find((each) => each.id === id)
    if (lane === undefined) throw new Error(id)
    return { ...lane, ratePerMinute: 1_000_000, groupSize: 1_000, ...change }
  }

  claim(lane: Lane, most = 1_000): Promise<Claim> {
    return claimInstallations(
      this.db,
      lane.id,
      () => Promise.resolve({ lane, bankHolidays: this.programme.bankHolidays, automaticRelease: true }),
      this.now,
      most,
    )
  }

  async claimed(lane: Lane, most = 1_000): Promise<readonly ClaimedSubmission[]> {
    const claim = await this.claim(lane, most)
    return claim.kind === 'claimed' ? claim.submissions : []
  }

  /** DCC reports outcomes of a submission, and the journeys take them: a code for a failure, null for commissioned. */
  async report(
    submission: ClaimedSubmission,
    codes: Readonly<Partial<Record<'electricity' | 'gas', string | null>>>,
  ): Promise<void> {
    await this.store(submission, codes)
    await this.takeMessages()
  }

  /** DCC reports outcomes of a submission; no journey has taken them yet. */
  async store(
    submission: ClaimedSubmission | undefined,
    codes: Readonly<Partial<Record<'electricity' | 'gas', string | null>>>,
  ): Promise<void> {
    if (submission === undefined) throw new Error('nothing was claimed')
    const outcomes = submission.request.devices.flatMap(({ fuel, deviceId }) => {
      const code = codes[fuel]
      return code === undefined
        ? []
        : [
            {
              outcomeId: `${submission.submission_id}/${deviceId}`,
              submissionId: submission.submission_id,
              deviceId,
              result: code === null ? ('commissioned' as const) : ('failed' as const),
              code,
              occurredAt: this.now,
            },
          ]
    })
    await storeOutcomes(this.db, outcomes, this.now)
  }

  async stages(): Promise<readonly string[]> {
    const rows = await this.db<
      { stage: string; standing: string | null }[]
    >`select stage, standing from journey order by journey_id`
    return rows.map(({ stage, standing }) => (standing === null ? stage : `${stage}/${standing}`))
  }

  get today(): string {
    return londonDate(this.now)
  }
}

/** Rows of one installation of the Secure cohort, of a combination long on the EPCL: an electricity meter, and where wanted a gas meter. */
export function installation(
  programme: Programme,
  n: number,
  options: { readonly gas?: boolean; readonly electricity?: Row; readonly gasRow?: Row } = {},
): readonly Row[] {
  const [entry] = programme.epcl
    .filter(
      (each): each is EpclEntry & { esme: NonNullable<EpclEntry['esme']> } =>
        each.esme !== null &&
        (each.gsme !== null) === (options.gas === true) &&
        each.removedOn === null &&
        each.hub.manufacturer.startsWith('Secure'),
    )
    .toSorted((a, b) => a.addedOn.localeCompare(b.addedOn))
  if (entry === undefined) throw new Error('no Secure entry')
  const shared = {
    supplier: 'edf',
    hub_id: `70b3d51f40${String(n).padStart(6, '0')}`,
    hub_manufacturer: entry.hub.manufacturer,
    hub_model: entry.hub.model,
    hub_firmware: entry.hub.firmware,
    csp: entry.csp,
    smso: 'secure',
    payment_mode: 'credit',
    service: 'active',
    installed_on: '2016-01-01',
    supplied_since: '',
    compliance_evidence: 'ref',
  }
  const mpan = `2000${String(n).padStart(8, '0')}`
  const mprn = String(30_000_000 + n)
  const electricity = {
    ...shared,
    meter_point: mpan + mpanCheckDigit(mpan),
    fuel: 'electricity',
    device_id: `70b3d51f41${String(n).padStart(6, '0')}`,
    ...entry.esme,
    ...options.electricity,
  }
  if (options.gas !== true || entry.gsme === null) return [electricity]
  return [
    electricity,
    {
      ...shared,
      meter_point: mprn + mprnCheckDigits(mprn),
      fuel: 'gas',
      device_id: `70b3d51f42${String(n).padStart(6, '0')}`,
      ...entry.gsme,
      ...options.gasRow,
    },
  ]
}
