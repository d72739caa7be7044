import type { IsoDate } from './brands.js'
import { addDays, latest } from './calendar.js'
import type { Cohort, CohortDecision, Programme } from './programme.js'
import { sameText } from './text.js'

/**
 * The cohort whose head end serves hubs of this maker; null if the programme has none. A cohort is a head-end system
 * (BEIS consultation April 2018, footnote 9), and the hub decides where makers differ (project rule).
 */
export function cohortOfHub(programme: Pick<Programme, 'cohorts'>, hubManufacturer: string): Cohort | null {
  return programme.cohorts.find((cohort) => cohort.makers.some((maker) => sameText(maker, hubManufacturer))) ?? null
}

/** The decision in force on a day: the last one taken by then; null before the first. */
export function decisionOn(cohort: Cohort, date: IsoDate): CohortDecision | null {
  return cohort.decisions.findLast((decision) => decision.from <= date) ?? null
}

/** Whether meters of the cohort can be enrolled on a day: the decision is go and DCC's service is live. */
export function isLive(cohort: Cohort, date: IsoDate): boolean {
  return liveOnDay(decisionOn(cohort, date), date)
}

/**
 * Since when the cohort has been live without a break, seen from a day on which it is live; null if it is not. A go
 * decision that merely repeats an earlier one does not move the day; one that follows a no-go does. The programme's
 * first decision may name a live date in its own past.
 */
export function liveSince(cohort: Cohort, date: IsoDate): IsoDate | null {
  let since: IsoDate | null = null
  let day = date
  for (let i = cohort.decisions.findLastIndex((decision) => decision.from <= date); i >= 0; i--) {
    const decision = cohort.decisions[i]
    if (decision === undefined || !liveOnDay(decision, day)) break
    since = i === 0 ? decision.liveOn : latest(decision.liveOn, decision.from)
    if (since !== decision.from) break
    day = addDays(decision.from, -1)
  }
  return since
}

function liveOnDay(decision: CohortDecision | null, day: IsoDate): boolean {
  return decision?.decision === 'go' && decision.liveOn !== null && decision.liveOn <= day
}
