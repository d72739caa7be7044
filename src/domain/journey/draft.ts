import { londonDate } from '../calendar.js'
import type { EpochMs, IsoDate, SupplierId } from '../brands.js'
import { isEnd, type Stage } from '../stage.js'
import type { Decision, Effect, Evidence } from './decision.js'
import type { Circumstances, Duty, JourneyState, JourneyView } from './view.js'

/** Who acted where no person did. */
export const system = 'meterlift'

/** A decision in the making: the state so far, and what is to be recorded and done. Private to one call of `advance`. */
export class Draft {
  view: JourneyView
  readonly circumstances: Circumstances
  state: JourneyState
  readonly evidence: Evidence[] = []
  readonly effects: Effect[] = []

  constructor(view: JourneyView, circumstances: Circumstances) {
    this.view = view
    this.circumstances = circumstances
    this.state = view.state
  }

  get now(): EpochMs {
    return this.circumstances.now
  }

  get today(): IsoDate {
    return londonDate(this.circumstances.now)
  }

  /** Moves the journey to a stage, or to another reason at the same stage, and records it; the same place is no move. */
  moveTo(stage: Stage, code: string | null, cause: string, options: MoveOptions = {}): void {
    const from = this.state.stage
    if (from === stage && this.state.code === code && stage !== 'retry') return
    this.state = {
      ...this.state,
      stage,
      code,
      stageSince: from === stage ? this.state.stageSince : this.now,
      nextAttemptAt: stage === 'retry' ? (options.nextAttemptAt ?? this.state.nextAttemptAt) : null,
      recordsWantedAt: stage === 'inventory' ? this.state.recordsWantedAt : null,
    }
    if (from === 'waiting' && stage !== 'waiting') this.effects.push({ kind: 'wait', wait: null })
    if (from === 'blocked' && stage !== 'blocked') this.effects.push({ kind: 'exceptions', exceptions: [] })
    this.record('stage', cause, {
      fromStage: from,
      toStage: stage,
      code,
      actor: options.actor,
      detail: options.detail ?? null,
    })
  }

  /** Ends the journey, and with it the duty: met on a day, or ended without being met. */
  end(
    stage: 'enrolled' | 'replaced' | 'excluded' | 'lost',
    code: string | null,
    cause: string,
    on: IsoDate,
    options: MoveOptions = {},
  ): void {
    const met = stage === 'enrolled' || stage === 'replaced'
    this.changeDuty(met ? { metOn: on, endedOn: null } : { endedOn: on })
    this.moveTo(stage, code, cause, options)
  }

  /** From here on the meter is the gaining supplier's, whose own authorisation counts. */
  gain(supplierId: SupplierId): void {
    this.view = { ...this.view, meter: { ...this.view.meter, supplierId }, authorised: false }
  }

  changeDuty(change: Partial<Duty>): void {
    this.state = { ...this.state, duty: { ...this.state.duty, ...change } }
  }

  change(change: Partial<JourneyState>): void {
    this.state = { ...this.state, ...change }
  }

  record(
    kind: Evidence['kind'],
    cause: string,
    options: Partial<Omit<Evidence, 'kind' | 'cause' | 'actor'>> & { readonly actor?: string | undefined } = {},
  ): void {
    this.evidence.push({
      kind,
      fromStage: options.fromStage ?? null,
      toStage: options.toStage ?? null,
      code: options.code ?? null,
      cause,
      actor: options.actor ?? system,
      detail: options.detail ?? null,
    })
  }

  get ended(): boolean {
    return isEnd(this.state.stage)
  }

  decided(): Decision {
    return { kind: 'decided', state: this.state, evidence: this.evidence, effects: this.effects }
  }
}

interface MoveOptions {
  readonly actor?: string | undefined
  readonly detail?: Readonly<Record<string, unknown>> | null | undefined
  readonly nextAttemptAt?: EpochMs | undefined
}
