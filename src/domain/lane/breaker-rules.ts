/**
 * When a lane's breaker opens and how it closes again: a part of the programme. The public papers give no numbers; the
 * defaults are assumed (docs/lanes.md says what each is for).
 */
export interface BreakerRules {
  /** Minutes back over which answers are counted. */
  readonly windowMinutes: number
  /** Answers within the window below which nothing is concluded. */
  readonly minimumSample: number
  /** Share of failures within the window, in percent, at which it opens. */
  readonly failurePercent: number
  /** A storm: failures this many times the lane's norm ... */
  readonly stormFactor: number
  /** ... and at least this share of the answers, in percent. */
  readonly stormPercent: number
  /** Hours before the window from which the lane's norm is taken. */
  readonly normHours: number
  /** Minutes for which it stays open before it tries a few; doubled each time that fails, up to eightfold. */
  readonly openMinutes: number
  /** Installations it tries. */
  readonly probes: number
  /** Share of the tries, in percent, that must be answered well. */
  readonly probePercent: number
  /** Minutes over which the lane's rate then rises from a tenth to the whole. */
  readonly rampMinutes: number
}

/** What holds for a lane whose programme says nothing. */
export const defaultBreaker: BreakerRules = {
  windowMinutes: 15,
  minimumSample: 100,
  failurePercent: 60,
  stormFactor: 5,
  stormPercent: 20,
  normHours: 24,
  openMinutes: 15,
  probes: 10,
  probePercent: 70,
  rampMinutes: 30,
}
