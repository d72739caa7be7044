import { z } from 'zod'
import { isIsoDate, londonDate } from '../../../domain/calendar.js'
import { codeKinds, codes } from '../../../domain/codes.js'
import { trends } from '../../../domain/failure-trend.js'
import { readDutyCalendar, readDutyDays } from '../../../operations/duty-calendar.js'
import { readFleetStatus } from '../../../operations/fleet-status.js'
import { readOpenFailures } from '../../../operations/open-failures.js'
import { filterOf } from '../access.js'
import { count, counts, day, instant, list, maybe, noBody, nothing, text } from '../forms.js'
import {
  dutyTotals,
  failureMeaningForm,
  filterQuery,
  scopeQuery,
  stageCounts,
  stageForm,
  standingCounts,
} from '../meter-forms.js'
import { route, type Route } from '../route.js'

const scope = z.strictObject(scopeQuery)

const status = route(
  {
    method: 'GET',
    path: '/status',
    summary: 'Where the fleet, or a part of it, stands',
    tag: 'fleet',
    permission: 'fleet:read',
    params: nothing,
    query: scope,
    body: noBody,
    answer: z.object({
      at: instant,
      programmeVersion: count,
      meters: count,
      stages: stageCounts,
      standings: standingCounts,
      codes: counts,
      reasons: list(z.object({ stage: stageForm, code: text, meters: count })),
      duties: dutyTotals,
      pace: z.object({
        enrolledLastMinute: count,
        enrolledLastHour: count,
        failedLastHour: count,
        attemptsLastHour: count,
      }),
      oldestWaits: list(
        z.object({ stage: stageForm, code: maybe(text), meters: count, oldestSince: instant, journeyId: count }),
      ),
    }),
  },
  async ({ query, caller, deps, read, now }) => {
    const { programme, version } = await deps.programmes.current(deps.db)
    const filter = filterOf(programme, query, caller, now)
    const found = await read((tx) => readFleetStatus(tx, programme, now, filter))
    return { body: { at: now, programmeVersion: version, ...found } }
  },
)

const failures = route(
  {
    method: 'GET',
    path: '/failures',
    summary: 'Open failures by code, cohort, lane and firmware, with trend, who acts and the remedy',
    tag: 'fleet',
    permission: 'fleet:read',
    params: nothing,
    query: z.strictObject({ ...scopeQuery, failure: filterQuery.failure, firmware: filterQuery.firmware }),
    body: noBody,
    answer: z.object({
      failures: list(
        failureMeaningForm.extend({
          failure: text,
          cohort: maybe(text),
          lane: maybe(text),
          firmware: maybe(text),
          meters: count,
          retrying: count,
          needAction: count,
          firstAt: instant,
          lastAt: instant,
          dueSoon: count,
          days: list(count).describe('failures a day of the last seven days, today last'),
          trend: z.enum(trends),
          fixed: count.describe('whose fix is on record'),
          referrals: z.object({ proposed: count, referred: count, answered: count }),
        }),
      ),
    }),
  },
  async ({ query, caller, deps, read, now }) => {
    const { programme } = await deps.programmes.current(deps.db)
    const filter = filterOf(programme, query, caller, now)
    return { body: { failures: await read((tx) => readOpenFailures(tx, programme, now, filter)) } }
  },
)

const duties = route(
  {
    method: 'GET',
    path: '/duties',
    summary: 'Duties by the month in which they fall due, and their health today',
    tag: 'fleet',
    permission: 'fleet:read',
    params: nothing,
    query: z.strictObject({ supplier: scopeQuery.supplier, cohort: scopeQuery.cohort }),
    body: noBody,
    answer: z.object({
      today: day,
      policy: maybe(text),
      total: dutyTotals,
      months: list(z.object({ month: maybe(text), health: dutyTotals })),
    }),
  },
  async ({ query, caller, deps, read, now }) => {
    const { programme } = await deps.programmes.current(deps.db)
    const filter = filterOf(programme, query, caller, now)
    return { body: await read((tx) => readDutyCalendar(tx, programme, now, filter)) }
  },
)

const givenDay = z.string().refine(isIsoDate, 'a day like 2026-11-24')

const dutyDays = route(
  {
    method: 'GET',
    path: '/duties/days',
    summary: 'Duties by the day on which they fall due, and their health today; days without any are left out',
    tag: 'fleet',
    permission: 'fleet:read',
    params: nothing,
    query: z.strictObject({
      supplier: scopeQuery.supplier,
      cohort: scopeQuery.cohort,
      from: givenDay,
      to: givenDay.describe('included; at most 400 days'),
    }),
    body: noBody,
    answer: z.object({ today: day, days: list(z.object({ day, health: dutyTotals })) }),
  },
  async ({ query: { from, to, ...scoped }, caller, deps, read, now }) => {
    const { programme } = await deps.programmes.current(deps.db)
    const filter = filterOf(programme, scoped, caller, now)
    const days = await read((tx) => readDutyDays(tx, programme, now, filter, { from, to }))
    return { body: { today: londonDate(now), days } }
  },
)

const allCodes = route(
  {
    method: 'GET',
    path: '/codes',
    summary: 'Every stable code with what it means, who acts and what to do',
    tag: 'fleet',
    permission: 'signed-in',
    params: nothing,
    query: nothing,
    body: noBody,
    answer: z.object({
      codes: list(z.object({ code: text, kind: z.enum(codeKinds), meaning: text, owner: text, remedy: text })),
    }),
  },
  () => Promise.resolve({ body: { codes } }),
)

export const fleetRoutes: readonly Route[] = [status, failures, duties, dutyDays, allCodes]
