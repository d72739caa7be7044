import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Command } from '../../src/domain/journey/happening.js'
import type { Programme } from '../../src/domain/programme.js'
import { stages, type Stage } from '../../src/domain/stage.js'
import { expectAgreement } from '../support/agreement.js'
import { Fleet, installation } from '../support/fleet.js'
import { ends, isDrawn, JourneyModel, sixMonths } from '../support/journey-model.js'
import { RegisterJourney, type Held } from '../support/register-journey.js'

const begin = Date.parse('2026-06-01T10:00:00Z')
/** The Secure cohort went live 45 days before; its combination was on the EPCL long before that. */
const enrolableOn = '2026-04-17'
const runs = 200
/** Each run has a meter of its own, and so has each look for a shorter counterexample. */
const meters = 3 * runs
const hour = 3_600_000

let fleet: Fleet
let devices: ReadonlyMap<number, string>
let next = 0
/** Whether the programme in force is another one than at the beginning. */
let changed = false
beforeAll(async () => {
  fleet = await Fleet.open(undefined, begin)
  const prepaid = { payment_mode: 'prepayment' }
  await fleet.bring(
    Array.from({ length: meters }, (_, n) =>
      installation(fleet.programme, n + 1, { electricity: n % 5 === 0 ? prepaid : {} }),
    ).flat(),
  )
  const rows = await fleet.db<{ journey_id: number; device_id: string }[]>`select journey_id, device_id from meter`
  devices = new Map(rows.map(({ journey_id, device_id }) => [journey_id, device_id]))
})
afterAll(() => fleet.test.drop())

/** A move, played on the model and in the register, which are then held against each other and against what must be true. */
class Play implements fc.AsyncCommand<JourneyModel, RegisterJourney> {
  constructor(
    readonly name: string,
    readonly move: (model: JourneyModel, journey: RegisterJourney) => Promise<void>,
    readonly possible: (model: Readonly<JourneyModel>) => boolean = () => true,
  ) {}
  check(model: Readonly<JourneyModel>): boolean {
    return this.possible(model)
  }
  async run(model: JourneyModel, journey: RegisterJourney): Promise<void> {
    const { before } = journey
    fleet.now = model.now
    await this.move(model, journey)
    const after = await journey.held()
    agrees(model, after)
    await lawful(before, after, journey)
    journey.before = after
  }
  toString(): string {
    return this.name
  }
}

function agrees(model: JourneyModel, held: Held): void {
  expect(held).toEqual({
    stage: model.stage,
    hold: model.hold,
    used: model.used,
    granted: model.granted,
    inFlight: model.inFlight,
    supplier: model.supplier,
    retryAt: model.retryAt,
    startsOn: model.startsOn,
    dueOn: model.dueOn,
    raised: model.decisionRaised,
    breachedOn: model.breachedOn,
    metOn: model.metOn,
    endedOn: model.endedOn,
  })
}

const isStage = (text: string | null): text is Stage => stages.some((stage) => stage === text)

/** No move that is not drawn, no date that moved without its line, and a duty that stays until it is met or ended. */
async function lawful(before: Held | null, after: Held, journey: RegisterJourney): Promise<void> {
  let stage = before?.stage ?? 'inventory'
  let dueOn: unknown = before?.dueOn ?? null
  for (const { from_stage: from, to_stage: to, code, detail } of await journey.news()) {
    if (isStage(from) && isStage(to)) {
      expect(from, 'the evidence goes on from where it was').toBe(stage)
      expect(from === to || isDrawn(from, to), `${from} → ${to} is drawn in docs/journey.md`).toBe(true)
      stage = to
    }
    if (code === 'DUTY_DATED' || code === 'DUTY_STANDS') {
      expect(detail?.dueBefore, 'each date follows the one before').toBe(dueOn)
      dueOn = detail?.dueOn
    }
  }
  expect(stage, 'every change of stage has its line').toBe(after.stage)
  expect(dueOn, 'every change of date has its line').toBe(after.dueOn)
  expect(await journey.lastDate(), 'the history of dates ends with the date').toBe(after.dueOn)
  expect(
    before === null || before.startsOn === null || after.dueOn !== null,
    'a clock that runs keeps a due date',
  ).toBe(true)
  expect(after.metOn !== null || after.endedOn !== null, 'a duty is met or ended just at an end').toBe(
    ends.some((end) => end === after.stage),
  )
}

function decided(
  name: string,
  command: (model: JourneyModel, journey: RegisterJourney) => Command,
  expected: (model: JourneyModel) => string | null,
): Play {
  return new Play(name, async (model, journey) => {
    expect(await journey.command(command(model, journey))).toBe(expected(model))
  })
}

type ReplaceStep = 'order' | 'appoint' | 'visit-failed' | 'cancel' | 'done'

const replaced = (step: ReplaceStep): Play =>
  decided(
    `replace ${step}`,
    ({ today: on }, { id }) => {
      switch (step) {
        case 'visit-failed':
          return { kind: 'replace', step, on, why: 'nobody in' }
        case 'done':
          return { kind: 'replace', step, on, newDeviceId: `70-B3-D5-1F-49-00-${hex(id >> 8)}-${hex(id & 255)}` }
        case 'cancel':
          return { kind: 'replace', step }
        default:
          return { kind: 'replace', step, on }
      }
    },
    (model) => model.replace(step, model.today),
  )

const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase()

const endings = [
  replaced('done'),
  decided(
    'exclude',
    () => ({ kind: 'exclude', category: 'uneconomic-to-test', evidence: 'CASE-1' }),
    (model) => model.exclude(),
  ),
  decided(
    'lose',
    ({ today: on }) => ({ kind: 'lose', reason: 'removed', on }),
    (model) => model.lose(model.today),
  ),
]

const retried = (hours: number | null): Play => {
  const at = (now: number): number | null => (hours === null ? null : now + hours * hour)
  return decided(
    `retry ${hours === null ? 'now' : `in ${hours} h`}`,
    ({ now }) => ({ kind: 'retry', at: at(now) }),
    (model) => model.retry(at(model.now)),
  )
}

const people = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...endings) },
  { weight: 2, arbitrary: fc.option(fc.integer({ min: -100, max: 2_000 }), { freq: 2 }).map(retried) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<ReplaceStep>('order', 'appoint', 'visit-failed', 'cancel', 'cancel').map(replaced),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      decided(
        'reopen',
        () => ({ kind: 'reopen' }),
        (model) => model.reopen(),
      ),
      decided(
        'withdraw',
        () => ({ kind: 'withdraw' }),
        (model) => model.withdraw(),
      ),
      decided(
        'authorise',
        () => ({ kind: 'authorise' }),
        (model) => model.authorise(),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('edf', 'sse', 'fenside-energy').map((supplierId) =>
      decided(
        `gained by ${supplierId}`,
        ({ today: gainedOn }) => ({ kind: 'change-supplier', supplierId, gainedOn }),
        (model) => model.changeSupplier(supplierId),
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('edf', 'fenside-energy', null).map(
      (supplier) =>
        new Play(
          `corrected ${supplier ?? 'service'}`,
          async (model, journey) => {
            const refusal = await journey.correct(
              supplier === null ? { service: ['active', 'dormant'] } : { supplier_id: [model.supplier, supplier] },
            )
            expect(refusal).toBe(null)
            model.happen(() => model.corrected(supplier))
          },
          (model) => !model.ended,
        ),
    ),
  },
)

const fails = ['W101', 'W101', 'T201', 'GT01', 'K401', 'F501', 'X901', 'Z999']

/** An outcome for the attempt in flight, an earlier one or none that anybody knows, its time wrong by so many days. */
const reported = (of: 'in flight' | 'earlier' | 'unknown' | 'not named', code: string | null, days: number): Play =>
  new Play(`outcome ${code ?? 'commissioned'} ${of} ${days} d`, async (model, journey) => {
    const at = model.now + days * 24 * hour
    const attempt = of === 'earlier' ? model.used - 1 : (model.inFlight ?? model.used)
    const meant =
      of === 'unknown' ? null : of === 'not named' ? (at >= model.claimedAt ? model.inFlight : null) : attempt
    let verdict = ''
    model.happen(() => {
      verdict = model.outcome(meant, code, at)
    })
    expect(await journey.outcome(of === 'not named' ? null : of === 'unknown' ? -1 : attempt, code, at)).toBe(verdict)
  })

const outcomes = fc
  .record({
    of: fc.oneof(
      { weight: 6, arbitrary: fc.constant('in flight' as const) },
      { weight: 1, arbitrary: fc.constantFrom('earlier' as const, 'unknown' as const, 'not named' as const) },
    ),
    code: fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 14, arbitrary: fc.constantFrom(...fails) }),
    days: fc.constantFrom(0, 0, 0, -400, 3),
  })
  .map(({ of, code, days }) => reported(of, code, days))

const claimed = new Play(
  'claim',
  async (model, journey) => {
    expect(await journey.claim()).toBe(model.claim())
  },
  (model) => model.claimable,
)

const recorded = (says: 'agree' | 'disagree' | 'commissioned'): Play =>
  new Play(
    `records ${says}`,
    async (model, journey) => {
      model.records = { says, supplier: model.supplier, asOf: model.now }
      await journey.records(says)
      model.happen(() => model.opened())
    },
    (model) => model.stage === 'inventory',
  )

const passed = (seconds: number): Play =>
  new Play(`${seconds} s pass`, async (model, journey) => {
    model.now += seconds * 1_000
    fleet.now = model.now
    model.happen(() => model.timeCame())
    await journey.step({ kind: 'time' })
  })

const time = fc
  .oneof(
    fc.integer({ min: 1, max: 60 * 60 }),
    fc.integer({ min: 1, max: 40 * 86_400 }),
    fc.integer({ min: 1, max: 600 * 86_400 }),
  )
  .map(passed)

const policies = [
  sixMonths,
  { id: 'twelve-months', months: 12, backstop: null, restart: false },
  { id: 'backstop', months: 6, backstop: '2026-09-30', restart: false },
  { id: 'restart', months: 6, backstop: null, restart: true },
] as const

/** Another programme is put in force; the journey is told of it now, or comes upon it later. */
const programme = fc
  .record({
    live: fc.boolean(),
    listed: fc.boolean(),
    standing: fc.boolean(),
    policy: fc.constantFrom(...policies),
    told: fc.boolean(),
    calm: fc.boolean(),
  })
  .map(
    ({ told, calm, ...change }) =>
      new Play(`programme ${JSON.stringify({ told, calm, ...change })}`, async (model, journey) => {
        model.live = change.live || calm
        model.listed = change.listed || calm
        model.standing = change.standing || calm
        model.policy = change.policy
        changed = true
        await journey.programme(programmeOf(model))
        if (!told) return
        model.happen(() => model.programmeTold())
        await journey.tell('programme')
      }),
  )

function programmeOf({ live, listed, standing, policy, today }: JourneyModel): Programme {
  const { programme: original } = fleet
  const notLive = { from: today, decision: 'no-go' as const, liveOn: null }
  return {
    ...original,
    switches: { ...original.switches, standingAuthorisation: standing },
    epcl: listed ? original.epcl : [],
    cohorts: live
      ? original.cohorts
      : original.cohorts.map((cohort) => ({ ...cohort, decisions: [...cohort.decisions, notLive] })),
    policies: original.policies.map((each) => ({
      ...each,
      id: policy.id,
      windowMonths: policy.months,
      backstop: policy.backstop,
      gainRule: policy.restart ? 'restart' : 'keep',
    })),
  }
}

const checkedAgain = new Play('sibling corrected', async (model, journey) => {
  model.happen(() => model.recheckAsked())
  await journey.tell('recheck')
})
const others = fc.constantFrom(
  checkedAgain,
  new Play('a run begins', async (model, journey) => {
    model.happen(() => model.opened())
    await journey.open()
  }),
)

/** A meter of its own for a run, opened, with so many failures behind it. */
async function setUp(failures: number): Promise<{ model: JourneyModel; real: RegisterJourney }> {
  next += 1
  const deviceId = devices.get(next)
  if (deviceId === undefined) throw new Error('no meter is left for another run')
  const model = new JourneyModel(begin, (next - 1) % 5 === 0, enrolableOn, next)
  const real = new RegisterJourney(fleet, next, deviceId)
  fleet.now = begin
  if (changed) await real.programme(fleet.programme)
  changed = false
  const first = new Play('its first run', async () => {
    model.happen(() => model.opened())
    await real.open()
  })
  await first.run(model, real)
  for (let failed = 0; failed < failures && model.claimable; failed += 1) {
    for (const play of [claimed, reported('in flight', 'W101', 0), passed(60)]) await play.run(model, real)
  }
  return { model, real }
}

describe('against a small model of docs/journey.md, in the register', () => {
  it('a journey goes where the model says, whatever happens in whatever order', async () => {
    const moves = fc.commands(
      [people, people, people, outcomes, outcomes, outcomes]
        .concat([
          fc.constant(claimed),
          fc.constant(claimed),
          fc.constantFrom('agree', 'agree', 'agree', 'disagree', 'commissioned').map(recorded),
        ])
        .concat([time, programme, others]),
      { size: 'max', maxCommands: 24 },
    )
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(0, 0, 3, 4), moves, async (failures, commands) => {
        const { model, real } = await setUp(failures)
        await fc.asyncModelRun(() => ({ model, real }), commands)
      }),
      // A shorter counterexample would take minutes to find here; the model in memory finds it in seconds.
      { numRuns: runs, endOnFailure: true },
    )
  }, 300_000)

  it('checked again with its attempts used up, a meter stands for a person', async () => {
    // Every fifth meter is in prepayment, which goes to a person anyway.
    if (next % 5 === 0) next += 1
    const { model, real } = await setUp(4)
    for (const play of [claimed, reported('in flight', 'W101', 0), checkedAgain, recorded('agree')]) {
      await play.run(model, real)
    }
    expect(model.stage).toBe('needs-action')
  })

  it('and afterwards counters, attempts, installations and dates agree with the journeys', async () => {
    await expectAgreement({ db: fleet.db, now: begin })
  })
})
