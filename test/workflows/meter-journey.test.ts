import { fileURLToPath } from 'node:url'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createJourneyActivities } from '../../src/activities/journey-activities.js'
import { stepJourneys } from '../../src/activities/step-journeys.js'
import { addDays, londonDate } from '../../src/domain/calendar.js'
import type { Command } from '../../src/domain/journey/happening.js'
import type { Programme } from '../../src/domain/programme.js'
import { importPortfolio } from '../../src/operations/import-portfolio.js'
import { claimInstallations, type ClaimedSubmission } from '../../src/register/lane/claim.js'
import { storeOutcomes } from '../../src/register/outcome/store-outcomes.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'
import { storeRecords } from '../../src/register/survey/survey.js'
import type { meterJourney } from '../../src/workflows/index.js'
import { journeySignal, journeyUpdate, type CommandResult, type GivenCommand } from '../../src/workflows/journey-messages.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'
import { exampleProgramme } from '../support/programme.js'
import { inForce } from '../support/register.js'
import { Readable } from 'node:stream'

/** One clean meter on the server that skips time, with the real register; the survey's and the lane's parts are made by hand. */
class Skipping {
  constructor(
    readonly env: TestWorkflowEnvironment,
    readonly test: TestDatabase,
    readonly programme: Programme,
    readonly worker: Worker,
    readonly queue: string,
  ) {}

  now = (): Promise<number> => this.env.currentTimeMs()

  async importMeter(change: Readonly<Record<string, string>> = {}): Promise<void> {
    const entry = this.programme.epcl.find((each) => each.gsme === null && each.removedOn === null && each.hub.manufacturer.startsWith('Secure'))
    if (entry?.esme == null) throw new Error('no Secure entry')
    const row = {
      meter_point: '2000012345672', fuel: 'electricity', supplier: 'edf', device_id: '70b3d51f3000a008', manufacturer: entry.esme.manufacturer, model: entry.esme.model,
      firmware: entry.esme.firmware, hub_id: '70b3d51f3000b008', hub_manufacturer: entry.hub.manufacturer, hub_model: entry.hub.model, hub_firmware: entry.hub.firmware,
      csp: entry.csp, smso: 'secure', payment_mode: 'credit', service: 'active', installed_on: '2016-01-01', supplied_since: '', compliance_evidence: 'ref', ...change,
    }
    const text = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`
    const report = await importPortfolio(this.test.db, { stream: Readable.from([Buffer.from(text)]), name: 'test' }, { by: 'test', now: await this.now(), quarantineTo: '/dev/null' })
    expect(report.created).toBe(1)
    await this.bringRecords()
  }

  async bringRecords(): Promise<void> {
    const { db } = this.test
    const [m] = await db`select m.*, i.hub_id, i.hub_manufacturer, i.hub_model, i.hub_firmware from meter m join installation i using (installation_id)`
    if (m === undefined) throw new Error('no meter')
    const smso = {
      meterPoint: String(m.meter_point), fuel: 'electricity', deviceId: String(m.device_id), device: { manufacturer: String(m.manufacturer), model: String(m.model), firmware: String(m.firmware) },
      hubId: String(m.hub_id), hub: { manufacturer: String(m.hub_manufacturer), model: String(m.hub_model), firmware: String(m.hub_firmware) },
      supplierId: String(m.supplier_id), paymentMode: 'credit', keysPresent: true, siblings: [],
    } as const
    await storeRecords(db, [{ journeyId: 1, smso, smi: { deviceId: smso.deviceId, status: 'InstalledNotCommissioned', meterPoint: null } }], await this.now())
  }

  start(): Promise<unknown> {
    return this.env.client.workflow.start<typeof meterJourney>('meterJourney', { workflowId: 'meter/1', taskQueue: this.queue, args: [{ journeyId: 1 }] })
  }

  get handle() {
    return this.env.client.workflow.getHandle<typeof meterJourney>('meter/1')
  }

  /** Carries what the register wants to tell, as the relay does. */
  async nudge(): Promise<void> {
    const rows = await this.test.db`select from outbox where journey_id = 1`
    if (rows.length > 0) await this.handle.signal(journeySignal)
  }

  async decide(command: Command): Promise<CommandResult> {
    return this.handle.executeUpdate<CommandResult, [string, GivenCommand]>(journeyUpdate, { args: [`${command.kind}-${await this.now()}`, { command, actor: 'ann', reason: null }] })
  }

  async claim(): Promise<ClaimedSubmission> {
    const lane = this.programme.lanes.find(({ id }) => id === 'secure-meters')
    if (lane === undefined) throw new Error('no lane')
    const claim = await claimInstallations(this.test.db, lane, [], await this.now(), 10)
    if (claim.kind !== 'claimed' || claim.submissions[0] === undefined) throw new Error(`nothing to claim: ${JSON.stringify(claim)}`)
    return claim.submissions[0]
  }

  async report(submission: ClaimedSubmission, code: string | null, id = 'o'): Promise<void> {
    const deviceId = submission.request.devices[0]?.deviceId ?? ''
    await storeOutcomes(this.test.db, [{ outcomeId: `${submission.submission_id}/${id}`, submissionId: submission.submission_id, deviceId, result: code === null ? 'commissioned' : 'failed', code, occurredAt: await this.now() }], await this.now())
    await this.nudge()
  }

  async stage(wanted: string): Promise<void> {
    await expect.poll(async () => (await this.test.db<{ stage: string }[]>`select stage from journey`)[0]?.stage, { timeout: 15_000 }).toBe(wanted)
  }

  async events(): Promise<number> {
    return (await this.handle.fetchHistory()).events?.length ?? 0
  }
}

let bundle: WorkflowBundle
beforeAll(async () => {
  const logger = new DefaultLogger('ERROR')
  Runtime.install({ logger, telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } })
  bundle = await bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url)), logger })
})

const open: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of open.reverse()) await close()
})

async function skipping(body: (journey: Skipping) => Promise<void>): Promise<void> {
  const env = await TestWorkflowEnvironment.createTimeSkipping({ server: { executable: { type: 'existing-path', path: inject('testServer') } } })
  const test = await createTestDatabase()
  open.push(() => test.drop())
  try {
    const start = await env.currentTimeMs()
    const today = londonDate(start)
    const programme = await exampleProgramme(today)
    await inForce(test.db, programme, { today, now: start })
    let now = start
    // The activities' clock follows the server's, which skips.
    const follow = setInterval(() => void env.currentTimeMs().then((at) => (now = Math.max(now, at)), () => undefined), 20)
    const queue = 'journeys'
    const activities = createJourneyActivities({ db: test.db, programmes: createProgrammeStore(), clock: () => now })
    const worker = await Worker.create({ connection: env.nativeConnection, taskQueue: queue, workflowBundle: bundle, activities })
    try {
      await worker.runUntil(() => body(new Skipping(env, test, programme, worker, queue)))
    } finally {
      clearInterval(follow)
    }
  } finally {
    await env.teardown()
  }
}

describe('a meter’s journey over the whole six months', () => {
  it('clean: enrolled in at most 16 events', () =>
    skipping(async (journey) => {
      await journey.importMeter()
      await journey.start()
      await journey.stage('migration')
      await journey.report(await journey.claim(), null)
      expect(await journey.handle.result()).toEqual({ stage: 'enrolled', code: null })
      expect(await journey.events()).toBeLessThanOrEqual(16)
      expect(await journey.test.db`select from outbox`).toHaveLength(0)
    }))

  it('left in needs-action it sleeps to its decision point, and a replacement meets the duty', () =>
    skipping(async (journey) => {
      await journey.importMeter()
      await journey.start()
      await journey.stage('migration')
      await journey.report(await journey.claim(), 'K401')
      await journey.stage('needs-action')
      const [before] = await journey.test.db<{ decision_on: string; due_on: string }[]>`select decision_on, due_on from journey`
      if (before === undefined) throw new Error('no journey')
      await journey.env.sleep(`${Math.max(1, Math.ceil((Date.parse(before.decision_on) - (await journey.now())) / 86_400_000) + 2)} days`)
      await expect.poll(async () => (await journey.test.db<{ raised: boolean }[]>`select decision_raised as raised from journey`)[0]?.raised, { timeout: 15_000 }).toBe(true)
      const today = londonDate(await journey.now())
      expect(today > before.decision_on && today < before.due_on).toBe(true)
      expect(await journey.decide({ kind: 'replace', step: 'order', on: today })).toEqual({ stage: 'replacement', code: null })
      await expect(journey.decide({ kind: 'retry', at: null })).rejects.toMatchObject({ cause: { type: 'REPLACEMENT_OPEN' } })
      expect(await journey.decide({ kind: 'replace', step: 'done', on: today, newDeviceId: '70-B3-D5-1F-30-00-A0-99' })).toEqual({ stage: 'replaced', code: null })
      await journey.handle.result()
      const [after] = await journey.test.db<{ met_on: string; breached_on: string | null }[]>`select met_on, breached_on from journey`
      expect(after).toEqual({ met_on: today, breached_on: null })
    }))

  it('retries by itself at the time of the table, and takes duplicates and late outcomes without a step too many', () =>
    skipping(async (journey) => {
      await journey.importMeter()
      await journey.start()
      await journey.stage('migration')
      const first = await journey.claim()
      await journey.report(first, 'W101')
      await journey.report(first, 'W101')
      await journey.report(first, 'W101', 'again')
      await journey.env.sleep('1 minute')
      await journey.stage('migration')
      const second = await journey.claim()
      await journey.report(first, 'T201', 'late')
      await journey.report(second, null)
      expect(await journey.handle.result()).toMatchObject({ stage: 'enrolled' })
      const attempts = await journey.test.db`select number, result, code from attempt order by number`
      expect(attempts).toEqual([{ number: 1, result: 'failed', code: 'W101' }, { number: 2, result: 'commissioned', code: null }])
      const verdicts = await journey.test.db<{ verdict: string }[]>`select verdict from outcome order by received_at, outcome_id`
      expect(verdicts.map(({ verdict }) => verdict).toSorted()).toEqual(['earlier-attempt', 'earlier-attempt', 'taken', 'taken'])
    }))

  it('waits without polling for a cohort, and is woken by the programme alone', () =>
    skipping(async (journey) => {
      await journey.test.db`truncate programme_version`
      const today = londonDate(await journey.now())
      const pending = { ...journey.programme, cohorts: journey.programme.cohorts.map((cohort) => ({ ...cohort, decisions: [{ from: addDays(today, -100), decision: 'pending' as const, liveOn: null }] })) }
      await inForce(journey.test.db, pending, { today, now: await journey.now(), digest: 'pending' })
      await journey.importMeter()
      await journey.start()
      await journey.stage('waiting')
      // The register shows the step a moment before the history does.
      await expect.poll(() => journey.events()).toBeGreaterThanOrEqual(5)
      const events = await journey.events()
      await journey.env.sleep('90 days')
      expect(await journey.events()).toBe(events)
      await inForce(journey.test.db, journey.programme, { today, now: await journey.now(), digest: 'go' })
      await journey.test.db`insert into outbox (journey_id, kind, body, priority, not_before) values (1, 'programme', '{}', 3, now() - interval '1 day')`
      await journey.bringRecords()
      await journey.nudge()
      await journey.stage('migration')
    }))

  it('a message whose nudge came before the answer of a step made by a worker that died is taken all the same', () =>
    skipping(async (journey) => {
      await journey.importMeter()
      const { env, test } = journey
      const step = { db: test.db, programmes: createProgrammeStore(), clock: Date.now }
      const handle = await env.client.workflow.start<typeof meterJourney>('meterJourney', { workflowId: 'meter/1', taskQueue: 'after-the-death', args: [{ journeyId: 1 }] })
      // The worker that died had made the opening step; the answer never reached the workflow.
      await stepJourneys(step, [{ journeyId: 1, epoch: 0, seq: 1, cause: { kind: 'open', run: handle.firstExecutionRunId } }])
      await journey.report(await journey.claim(), null)
      const worker = await Worker.create({ connection: env.nativeConnection, taskQueue: 'after-the-death', workflowBundle: bundle, activities: createJourneyActivities(step) })
      await worker.runUntil(() => journey.stage('enrolled'))
      expect(await test.db`select from outbox`).toHaveLength(0)
    }))
})
