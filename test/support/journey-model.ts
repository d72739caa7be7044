import { addDays, addMonths, startOfDay } from '../../src/domain/calendar.js'
import type { Stage } from '../../src/domain/stage.js'

/**
 * The moves that docs/journey.md draws, from each stage. Besides them every open stage may end: another attempt's
 * *commissioned* arrives, a person replaces, excludes or loses the meter.
 */
const drawn: Readonly<Record<Stage, readonly Stage[]>> = {
  inventory: ['blocked', 'waiting', 'migration', 'needs-action', 'replacement'],
  blocked: ['inventory', 'retry', 'replacement'],
  waiting: ['inventory', 'migration', 'needs-action', 'retry', 'replacement'],
  migration: ['retry', 'needs-action', 'inventory', 'waiting', 'replacement'],
  retry: ['migration', 'needs-action', 'inventory', 'waiting', 'replacement'],
  'needs-action': ['inventory', 'retry', 'replacement'],
  replacement: ['needs-action'],
  excluded: ['inventory', 'enrolled'],
  enrolled: [],
  replaced: [],
  lost: [],
}
export const ends: readonly Stage[] = ['enrolled', 'replaced', 'excluded', 'lost']

export function isDrawn(from: Stage, to: Stage): boolean {
  return drawn[from].includes(to) || (!ends.includes(from) && ends.includes(to))
}

/** Every move that is drawn, so that a test can tell that it has seen each of them. */
export const everyMove: readonly string[] = (Object.keys(drawn) as Stage[]).flatMap((from) => {
  const last = ends.includes(from) ? [] : ends
  return [...new Set([...drawn[from], ...last])].map((to) => `${from} → ${to}`)
})

/** What a policy says, as the model needs it. */
export interface ModelPolicy {
  readonly id: string
  readonly months: number
  readonly backstop: string | null
  readonly restart: boolean
}
export const sixMonths: ModelPolicy = { id: 'six-months', months: 6, backstop: null, restart: false }

const attemptsOfTable = 5
const decisionDays = 42
const recordsAgeMs = 168 * 3_600_000
const waits: Readonly<Record<string, readonly number[]>> = { W101: [6, 10, 20], T201: [3, 6, 10], GT01: [10, 20] }
const fixes = ['K401', 'F501', 'V801']
const exclusions = ['X901']

type Refusal = string | null

/**
 * One journey as docs/journey.md tells it, in a page: where it stands, its attempts, its hold and its dates. It knows
 * nothing of the rules in `src/domain/journey`, so that the two can be held against each other.
 */
export class JourneyModel {
  stage: Stage = 'inventory'
  hold: string | null = null
  used = 0
  granted = 0
  /** Number of the attempt that is with DCC. */
  inFlight: number | null = null
  claimedAt = 0
  claims = 0
  replacing = false
  recheck = false
  retryAt: number | null = null
  records: { says: 'agree' | 'disagree' | 'commissioned'; supplier: string; asOf: number }
  wantedAt: number | null
  listed = true
  live = true
  standing = true
  supplier = 'edf'
  authorised = false
  waitsForSupplier = false
  policy = sixMonths
  gainedOn: string | null = null
  startsOn: string | null = null
  dueOn: string | null = null
  private decisionOn: string | null = null
  private decisionAt = Infinity
  decisionRaised = false
  breachedOn: string | null = null
  metOn: string | null = null
  endedOn: string | null = null

  constructor(
    public now: number,
    readonly prepayment: boolean,
    /** First day on which the meter can be enrolled. */
    readonly enrolableOn: string,
    /** Its number, which spreads decision points over their day. */
    readonly number = 7,
  ) {
    this.records = { says: 'agree', supplier: 'edf', asOf: now }
    this.wantedAt = now
  }

  get today(): string {
    return londonDay(this.now)
  }

  get ended(): boolean {
    return ends.includes(this.stage)
  }

  get allowed(): number {
    return attemptsOfTable + this.granted
  }

  get claimable(): boolean {
    return this.stage === 'migration' && this.inFlight === null
  }

  /** Something happens: dates first, then what it means, then dates again; refused, it changes nothing. */
  happen(act: () => void): void {
    if (!this.ended) this.date()
    act()
    if (this.ended) return
    this.date()
    if (this.decisionRaised || this.decisionAt > this.now) return
    this.decisionRaised = true
    if (this.stage === 'retry') this.toPerson('DECISION_DUE')
  }

  private date(): void {
    const before = this.dueOn
    const base = this.listed && this.live ? this.enrolableOn : this.startsOn
    this.startsOn =
      this.policy.restart && this.gainedOn !== null && base !== null && this.gainedOn > base ? this.gainedOn : base
    const dates = [
      this.startsOn === null ? null : addMonths(this.startsOn, this.policy.months),
      this.policy.backstop,
    ].flatMap((date) => date ?? [])
    this.dueOn = dates.sort()[0] ?? null
    if (this.dueOn !== before) {
      this.decisionRaised = false
      this.decisionOn = this.dueOn === null ? null : addDays(this.dueOn, -decisionDays)
      this.decisionAt =
        this.decisionOn === null ? Infinity : startOfDay(this.decisionOn) + ((this.number * 7919) % 86_400) * 1_000
    }
    if (this.dueOn !== null && this.breachedOn === null && this.dueOn < this.today)
      this.breachedOn = addDays(this.dueOn, 1)
  }

  private go(stage: Stage): void {
    this.stage = stage
    if (stage !== 'retry') this.retryAt = null
    if (stage !== 'inventory') this.wantedAt = null
  }

  private end(stage: Stage, on: string): void {
    if (stage === 'enrolled' || stage === 'replaced') {
      this.metOn = on
      this.endedOn = null
    } else this.endedOn = on
    this.go(stage)
  }

  private toPerson(hold: string | null): void {
    if (hold !== null) this.hold = hold
    this.go('needs-action')
  }

  private want(): void {
    this.recheck = false
    this.wantedAt = this.now
    this.go('inventory')
  }

  checkInventory(): void {
    const { says, supplier, asOf } = this.records
    const fresh = asOf >= this.now - recordsAgeMs && asOf >= (this.wantedAt ?? 0)
    if (!fresh) {
      if (this.stage !== 'inventory' || this.wantedAt === null) this.want()
    } else if (says === 'commissioned') this.end('enrolled', londonDay(asOf))
    else if (says === 'agree' && supplier === this.supplier) this.checkEligibility()
    else if (this.stage === 'inventory') this.go('blocked')
    else this.want()
  }

  private checkEligibility(): void {
    const authorised = this.authorised || (this.standing && this.supplier !== 'fenside-energy')
    this.waitsForSupplier = this.listed && this.live && !authorised
    if (!this.listed || !this.live || !authorised) this.go('waiting')
    else if (this.hold !== null || this.used >= this.allowed) this.go('needs-action')
    else this.go('migration')
  }

  private checkAgain(): void {
    if (this.inFlight !== null) this.recheck = true
    else if (this.stage !== 'replacement') this.want()
  }

  opened(): void {
    if (this.stage === 'inventory') this.checkInventory()
  }

  recheckAsked(): void {
    if (!this.ended) this.checkAgain()
  }

  programmeTold(): void {
    if (this.stage === 'waiting') this.checkInventory()
    else if (this.claimable) this.checkEligibility()
  }

  timeCame(): void {
    if (this.stage !== 'retry' || this.retryAt === null || this.retryAt > this.now) return
    if (this.recheck) this.want()
    else this.checkEligibility()
  }

  claim(): number {
    this.used += 1
    this.claims += 1
    this.claimedAt = this.now
    this.inFlight = this.used
    return this.used
  }

  /** An outcome for attempt `attempt` (null: no such submission); gives the verdict that docs/journey.md's table says. */
  outcome(attempt: number | null, code: string | null, at: number): string {
    const ours = attempt !== null && attempt === this.inFlight
    const happened = Math.min(this.now, ours ? Math.max(at, this.claimedAt) : at)
    if (code === null) {
      if (ours) this.inFlight = null
      if (this.stage === 'enrolled') return 'duplicate'
      if (this.stage === 'replaced' || this.stage === 'lost') return 'after-the-end'
      this.hold = null
      this.end('enrolled', londonDay(happened))
      return 'taken'
    }
    if (ours) this.inFlight = null
    if (this.ended) return 'after-the-end'
    if (!ours) return 'earlier-attempt'
    this.afterFailure(code)
    return 'taken'
  }

  private afterFailure(code: string): void {
    if (this.replacing) this.go('replacement')
    else if (this.prepayment) this.toPerson('PREPAYMENT_FAILED')
    else if (exclusions.includes(code)) this.toPerson('EXCLUSION_PROPOSED')
    else if (this.used >= this.allowed) this.toPerson(null)
    else if (fixes.includes(code) && !this.recheck) this.toPerson(null)
    else if (fixes.includes(code)) this.want()
    else if (waits[code] === undefined) this.toPerson('CODE_UNKNOWN')
    else if (this.decisionOn !== null && this.decisionOn <= this.today) this.toPerson('DECISION_DUE')
    else if (this.recheck) this.want()
    else {
      const seconds = waits[code]
      this.go('retry')
      this.retryAt = this.now + (seconds[Math.min(this.used, seconds.length) - 1] ?? 0) * 1_000
    }
  }

  retry(at: number | null): Refusal {
    if (this.ended) return 'JOURNEY_ENDED'
    if (this.stage === 'replacement') return 'REPLACEMENT_OPEN'
    if (this.stage === 'migration' || this.stage === 'inventory') return 'ALREADY_ON_ITS_WAY'
    this.happen(() => {
      this.hold = null
      this.granted = Math.max(this.granted, this.used + 1 - attemptsOfTable)
      if (at !== null && at > this.now) {
        if (this.stage !== 'retry') this.recheck = true
        this.go('retry')
        this.retryAt = at
      } else if (this.stage === 'waiting') this.checkInventory()
      else this.want()
    })
    return null
  }

  replace(step: 'order' | 'appoint' | 'visit-failed' | 'done' | 'cancel', on: string): Refusal {
    if (this.ended) return 'JOURNEY_ENDED'
    if (step === 'order' && this.replacing) return 'REPLACEMENT_OPEN'
    if (step !== 'order' && step !== 'done' && !this.replacing) return 'NO_REPLACEMENT'
    this.happen(() => {
      this.replacing = step !== 'cancel' && step !== 'done'
      if (step === 'done') this.end('replaced', on)
      else if (this.inFlight !== null) return
      else if (step === 'cancel') this.toPerson('REPLACEMENT_CANCELLED')
      else this.go('replacement')
    })
    return null
  }

  exclude(): Refusal {
    if (this.ended) return 'JOURNEY_ENDED'
    if (this.inFlight !== null) return 'ALREADY_IN_FLIGHT'
    this.happen(() => this.end('excluded', this.today))
    return null
  }

  reopen(): Refusal {
    if (this.stage !== 'excluded') return 'NOT_EXCLUDED'
    this.happen(() => {
      this.endedOn = null
      this.hold = null
      this.replacing = false
      this.want()
    })
    return null
  }

  withdraw(): Refusal {
    if (this.ended) return 'JOURNEY_ENDED'
    if (this.stage !== 'migration' && this.stage !== 'retry') return 'NOTHING_TO_WITHDRAW'
    if (this.inFlight !== null) return 'ALREADY_IN_FLIGHT'
    this.happen(() => this.toPerson('WITHDRAWN'))
    return null
  }

  authorise(): Refusal {
    if (this.ended) return 'JOURNEY_ENDED'
    this.happen(() => {
      this.authorised = true
      if (this.stage === 'waiting' && this.waitsForSupplier) this.checkEligibility()
    })
    return null
  }

  lose(on: string): Refusal {
    if (this.ended) return 'JOURNEY_ENDED'
    this.happen(() => this.end('lost', on))
    return null
  }

  /** Possible at any time, after the end too: the record says whose the meter is. */
  changeSupplier(supplier: string): Refusal {
    this.happen(() => this.gain(supplier))
    return null
  }

  corrected(supplier: string | null): void {
    if (this.ended) return
    if (supplier === null) this.checkAgain()
    else this.gain(supplier)
  }

  private gain(supplier: string): void {
    this.supplier = supplier
    this.authorised = false
    this.gainedOn = this.today
    if (!this.ended) this.date()
    if (this.claimable || (this.stage === 'waiting' && this.waitsForSupplier)) this.checkEligibility()
  }
}

const days = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' })

/** London's day of an instant, by the platform's own calendar. */
export function londonDay(at: number): string {
  return days.format(at)
}
