import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { WithStartWorkflowOperation } from '@temporalio/client'
import { TestWorkflowEnvironment } from '@temporalio/testing'
import { bundleWorkflowCode, DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker'
import { expect, inject } from 'vitest'
import { createJourneyActivities, type JourneyActivities } from '../../src/activities/journey-activities.js'
import { londonDate } from '../../src/domain/calendar.js'
import type { Command } from '../../src/domain/journey/happening.js'
import type { SmsoRecord } from '../../src/domain/meter.js'
import type { Programme } from '../../src/domain/programme.js'
import { importPortfolio } from '../../src/operations/import-portfolio.js'
import { claimInstallations, type ClaimedSubmission } from '../../src/register/lane/claim.js'
import { storeOutcomes } from '../../src/register/outcome/store-outcomes.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'
import { storeRecords } from '../../src/register/survey/survey.js'
import type { meterJourney } from '../../src/workflows/index.js'
import {
  journeySignal,
  journeyUpdate,
  type CommandResult,
  type GivenCommand,
} from '../../src/workflows/journey-messages.js'
import { createTestDatabase, type TestDatabase } from './database.js'
import { exampleProgramme } from './programme.js'
import { inForce } from './register.js'

/** One meter's journey on a server of its own, with the real register; the survey's and the lane's parts are made by hand. */
export class LoneJourney {
  constructor(
    readonly env: TestWorkflowEnvironment,
    readonly test: TestDatabase,
    readonly programme: Programme,
    readonly queue: string,
    /** While true the register does not answer the journey's steps. */
    readonly register: { away: boolean },
  ) {}

  now = (): Promise<number> => this.env.currentTimeMs()

  async importMeter(
    change: Readonly<Record<string, string>> = {},
    ...records: Parameters<LoneJourney['bringRecords']>
  ): Promise<void> {
    const entry = this.programme.epcl.find(
      (each) => each.gsme === null && each.removedOn === null && each.hub.manufacturer.startsWith('Secure'),
    )
    if (entry?.esme == null) throw new Error('no Secure entry')
    const row = {
      meter_point: '2000012345672',
      fuel: 'electricity',
      supplier: 'edf',
      device_id: '70b3d51f3000a008',
      manufacturer: entry.esme.manufacturer,
      model: entry.esme.model,
      firmware: entry.esme.firmware,
      hub_id: '70b3d51f3000b008',
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
      ...change,
    }
    const text = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`
    const report = await importPortfolio(
      this.test.db,
      { stream: Readable.from([Buffer.from(text)]), name: 'test' },
      { by: 'test', now: await this.now(), quarantineTo: '/dev/null' },
    )
    expect(report.created).toBe(1)
    await this.bringRecords(...records)
  }

  async bringRecords(
    status: 'InstalledNotCommissioned' | 'Commissioned' = 'InstalledNotCommissioned',
    wrong: Partial<SmsoRecord> = {},
  ): Promise<void> {
    const { db } = this.test
    const [m] =
      await db`select m.*, i.hub_id, i.hub_manufacturer, i.hub_model, i.hub_firmware from meter m join installation i using (installation_id)`
    if (m === undefined) throw new Error('no meter')
    const smso = {
      meterPoint: String(m.meter_point),
      fuel: 'electricity',
      deviceId: String(m.device_id),
      device: { manufacturer: String(m.manufacturer), model: String(m.model), firmware: String(m.firmware) },
      hubId: String(m.hub_id),
      hub: { manufacturer: String(m.hub_manufacturer), model: String(m.hub_model), firmware: String(m.hub_firmware) },
      supplierId: String(m.supplier_id),
      paymentMode: 'credit',
      keysPresent: true,
      siblings: [],
    } as const
    await storeRecords(
      db,
      [
        {
          journeyId: 1,
          smso: { ...smso, ...wrong },
          smi: { deviceId: smso.deviceId, status, meterPoint: status === 'Commissioned' ? smso.meterPoint : null },
        },
      ],
      await this.now(),
    )
  }

  start(): Promise<unknown> {
    return this.env.client.workflow.start<typeof meterJourney>('meterJourney', {
      workflowId: 'meter/1',
      taskQueue: this.queue,
      args: [{ journeyId: 1 }],
    })
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
    return this.handle.executeUpdate<CommandResult, [string, GivenCommand]>(journeyUpdate, {
      args: [`${command.kind}-${await this.now()}`, { command, actor: 'ann', reason: null }],
    })
  }

  /** As `decide`, for a journey whose run has ended: it is started for the decision. */
  async decideOnEnded(command: Command): Promise<CommandResult> {
    return this.env.client.workflow.executeUpdateWithStart<typeof meterJourney, CommandResult, [string, GivenCommand]>(
      journeyUpdate,
      {
        args: [`${command.kind}-${await this.now()}`, { command, actor: 'ann', reason: null }],
        startWorkflowOperation: new WithStartWorkflowOperation<typeof meterJourney>('meterJourney', {
          workflowId: 'meter/1',
          taskQueue: this.queue,
          workflowIdConflictPolicy: 'USE_EXISTING',
          args: [{ journeyId: 1 }],
        }),
      },
    )
  }

  async claim(): Promise<ClaimedSubmission> {
    const lane = this.programme.lanes.find(({ id }) => id === 'secure-meters')
    if (lane === undefined) throw new Error('no lane')
    const inForce = { lane, bankHolidays: [], automaticRelease: true }
    const claim = await claimInstallations(this.test.db, lane.id, () => Promise.resolve(inForce), await this.now(), 10)
    if (claim.kind !== 'claimed' || claim.submissions[0] === undefined)
      throw new Error(`nothing to claim: ${JSON.stringify(claim)}`)
    return claim.submissions[0]
  }

  async report(submission: ClaimedSubmission, code: string | null, id = 'o'): Promise<void> {
    const deviceId = submission.request.devices[0]?.deviceId ?? ''
    await storeOutcomes(
      this.test.db,
      [
        {
          outcomeId: `${submission.submission_id}/${id}`,
          submissionId: submission.submission_id,
          deviceId,
          result: code === null ? 'commissioned' : 'failed',
          code,
          occurredAt: await this.now(),
        },
      ],
      await this.now(),
    )
    await this.nudge()
  }

  async stage(wanted: string): Promise<void> {
    await expect
      .poll(async () => (await this.test.db<{ stage: string }[]>`select stage from journey`)[0]?.stage, {
        timeout: 15_000,
      })
      .toBe(wanted)
  }

  async events(): Promise<number> {
    return (await this.handle.fetchHistory()).events?.length ?? 0
  }
}

let bundled: Promise<WorkflowBundle> | undefined

/** The workflows as a worker runs them, bundled once in a process. */
export function workflowBundle(): Promise<WorkflowBundle> {
  bundled ??= (() => {
    const logger = new DefaultLogger('ERROR')
    Runtime.install({ logger, telemetryOptions: { logging: { filter: 'ERROR', forward: {} } } })
    return bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('../../src/workflows/index.ts', import.meta.url)),
      logger,
    })
  })()
  return bundled
}

export interface LoneServer {
  /** `skipping` passes time by itself; `dev` is the server of `npm start`. */
  readonly kind: 'skipping' | 'dev'
  /** Events of history after which the dev server suggests to continue as new. */
  readonly suggestAfter?: number
}

/** Starts a server of its own. */
export function openServer({ kind, suggestAfter }: LoneServer): Promise<TestWorkflowEnvironment> {
  if (kind === 'skipping')
    return TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: inject('testServer') } },
    })
  const extraArgs =
    suggestAfter === undefined
      ? []
      : ['--dynamic-config-value', `limit.historyCount.suggestContinueAsNew=${suggestAfter}`]
  return TestWorkflowEnvironment.createLocal({
    server: {
      executable: { type: 'existing-path', path: inject('temporalProgram') },
      extraArgs,
      log: { format: 'pretty', level: 'error' },
    },
  })
}

/** Runs a body with a lone journey, its worker and its register, and puts all away. */
export async function withJourney<T>(server: LoneServer, body: (journey: LoneJourney) => Promise<T>): Promise<T> {
  const bundle = await workflowBundle()
  const env = await openServer(server)
  const test = await createTestDatabase()
  try {
    const start = await env.currentTimeMs()
    const today = londonDate(start)
    const programme = await exampleProgramme(today)
    await inForce(test.db, programme, { today, now: start })
    let now = start
    // The activities' clock follows the server's, which skips; no question is left open when the server goes.
    let over = false
    const following = (async () => {
      while (!over) {
        now = Math.max(now, await env.currentTimeMs())
        await new Promise((wake) => setTimeout(wake, 20))
      }
    })()
    const queue = 'journeys'
    const register = { away: false }
    const real = createJourneyActivities({ db: test.db, programmes: createProgrammeStore(), clock: () => now })
    const activities: JourneyActivities = {
      step: (request) => (register.away ? Promise.reject(new Error('the register is away')) : real.step(request)),
    }
    const worker = await Worker.create({
      connection: env.nativeConnection,
      taskQueue: queue,
      workflowBundle: bundle,
      activities,
    })
    try {
      return await worker.runUntil(() => body(new LoneJourney(env, test, programme, queue, register)))
    } finally {
      over = true
      await following
    }
  } finally {
    await env.teardown()
    await test.drop()
  }
}
