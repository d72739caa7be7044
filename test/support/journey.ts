import { advance } from '../../src/domain/journey/advance.js'
import { fold } from '../../src/domain/journey/fold.js'
import type { Decision, Evidence, Effect } from '../../src/domain/journey/decision.js'
import type { Command, Happening } from '../../src/domain/journey/happening.js'
import type { JourneyView } from '../../src/domain/journey/view.js'
import type { Programme } from '../../src/domain/programme.js'
import { parseDeviceId, parseMpan } from '../../src/domain/identifiers.js'
import { startOfDay } from '../../src/domain/calendar.js'

const hourMs = 3_600_000

/** A journey in memory: happenings are decided by the real rules, and the lane's part (claims) is played. */
export class PlayedJourney {
  view: JourneyView
  now: number
  readonly evidence: Evidence[] = []
  readonly effects: Effect[] = []

  constructor(
    public programme: Programme,
    options: { readonly today: string; readonly cohort?: string; readonly change?: (view: JourneyView) => JourneyView },
  ) {
    this.now = startOfDay(options.today) + 10 * hourMs
    const view = cleanView(programme, options.cohort ?? 'secure-meters', this.now)
    this.view = options.change === undefined ? view : options.change(view)
  }

  happen(happening: Happening): Decision {
    const decision = advance(this.view, happening, { programme: this.programme, programmeVersion: 1, now: this.now })
    if (decision.kind === 'decided') {
      this.evidence.push(...decision.evidence)
      this.effects.push(...decision.effects)
      this.view = fold(this.view, decision)
    }
    return decision
  }

  command(command: Command): Decision {
    return this.happen({ kind: 'command', command, actor: 'ann', reason: null })
  }

  /** Fresh records that agree with the register arrive. */
  records(): void {
    this.view = { ...this.view, ...agreeing(this.view, this.now) }
    this.happen({ kind: 'records' })
  }

  /** The lane claims the installation. */
  claim(): string {
    const attempt = this.view.state.attemptsUsed + 1
    const submissionId = `00000000-0000-4000-8000-${String(attempt).padStart(12, '0')}`
    this.view = {
      ...this.view,
      state: { ...this.view.state, attemptsUsed: attempt },
      inFlight: { submissionId, attempt, claimedAt: this.now },
    }
    return submissionId
  }

  outcome(submissionId: string | null, code: string | null): void {
    this.happen({
      kind: 'outcome',
      outcomeId: `${submissionId}/${code}`,
      submissionId,
      result: code === null ? 'commissioned' : 'failed',
      code,
      occurredAt: this.now,
    })
  }

  pass(days: number): void {
    this.now += days * 24 * hourMs
  }

  get stage(): string {
    return this.view.state.stage
  }

  get code(): string | null {
    return this.view.state.code
  }

  get verdicts(): readonly string[] {
    return this.effects.flatMap((effect) => (effect.kind === 'outcome-verdict' ? [effect.verdict] : []))
  }
}

/** A credit meter whose data is in order and whose combination is on the EPCL. */
function cleanView(programme: Programme, cohortId: string, now: number): JourneyView {
  const cohort = programme.cohorts.find(({ id }) => id === cohortId)
  const entry = programme.epcl.find(
    (each) =>
      each.gsme === null &&
      each.esme !== null &&
      each.removedOn === null &&
      cohort?.makers.includes(each.hub.manufacturer),
  )
  const mpan = parseMpan('2000012345672')
  const deviceId = parseDeviceId('70-B3-D5-1F-30-00-A0-08')
  const hubId = parseDeviceId('70-B3-D5-1F-30-00-B0-08')
  if (cohort === undefined || entry?.esme == null || !mpan.ok || deviceId === null || hubId === null)
    throw new Error(`no clean meter in ${cohortId}`)
  const view: JourneyView = {
    journeyId: 7,
    meter: {
      journeyId: 7,
      meterPoint: mpan.value,
      fuel: 'electricity',
      supplierId: 'edf',
      deviceId,
      device: entry.esme,
      smsoId: 'secure',
      paymentMode: 'credit',
      service: 'active',
      installedOn: '2016-05-01',
      suppliedSince: '2016-05-01',
      complianceEvidence: 'SMETS1-1',
    },
    installation: {
      installationId: 1,
      hub: { hubId, device: entry.hub, csp: entry.csp },
      cohortId,
      laneId: cohort.laneId,
      combination: { esme: entry.esme, gsme: null, hub: entry.hub, csp: entry.csp },
    },
    siblings: [],
    smso: null,
    smi: null,
    authorised: false,
    inFlight: null,
    state: {
      stage: 'inventory',
      code: null,
      stageSince: now,
      attemptsUsed: 0,
      attemptsGranted: 0,
      nextAttemptAt: null,
      failureCode: null,
      failedAt: null,
      hold: null,
      recheck: false,
      recordsWantedAt: now,
      replacement: null,
      exclusion: null,
      gainedOn: null,
      duty: {
        startsOn: null,
        dueOn: null,
        policyId: null,
        flag: null,
        decisionOn: null,
        decisionRaised: false,
        breachedOn: null,
        metOn: null,
        endedOn: null,
      },
    },
  }
  return { ...view, ...agreeing(view, now) }
}

/** Records of the SMSO and the SMI that agree with what the register has. */
export function agreeing({ meter, installation }: JourneyView, asOf: number): Pick<JourneyView, 'smso' | 'smi'> {
  return {
    smso: {
      asOf,
      record: {
        meterPoint: meter.meterPoint,
        fuel: meter.fuel,
        deviceId: meter.deviceId,
        device: meter.device,
        hubId: installation.hub.hubId,
        hub: installation.hub.device,
        supplierId: meter.supplierId,
        paymentMode: meter.paymentMode,
        keysPresent: true,
        siblings: [],
      },
    },
    smi: { asOf, record: { deviceId: meter.deviceId, status: 'InstalledNotCommissioned', meterPoint: null } },
  }
}
