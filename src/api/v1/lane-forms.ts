import { z } from 'zod'
import { weekdays } from '../../domain/programme.js'
import { count, day, instant, list, maybe, text } from './forms.js'

const whole = z.number()

/** How a lane stands. */
export const laneForm = z.object({
  lane: text,
  name: text,
  state: z.enum(['working', 'stopped', 'breaker-open', 'closed', 'day-used']),
  inFlight: count,
  inFlightLimit: count,
  ratePerMinute: whole,
  today: z.object({ used: count, capacity: count, prepaymentUsed: count, prepaymentCap: count }),
  queue: z.object({
    ready: count,
    held: count.describe('behind a sibling that is not ready'),
    withheld: count.describe('ready, but not released'),
    oldestSince: maybe(instant),
    earliestDue: maybe(day),
  }),
  lastHour: z.object({
    answered: count,
    commissioned: count,
    success: maybe(whole).describe('per cent of the answers'),
  }),
  window: z.object({ open: z.boolean(), closesAt: maybe(instant), opensAt: maybe(instant) }),
  breaker: z.object({
    state: z.enum(['closed', 'open', 'probing', 'ramping']),
    heldBy: maybe(text),
    hold: maybe(z.enum(['open', 'closed'])),
    reason: maybe(text),
    since: maybe(instant),
    triesAt: maybe(instant).describe('when an open one tries a few'),
  }),
  override: maybe(
    z.object({
      ratePerMinute: maybe(count),
      dailyCapacity: maybe(count),
      inFlightLimit: maybe(count),
      untilAt: instant,
      by: text,
      reason: text,
    }),
  ).describe('temporary limits, while they hold'),
  stopped: maybe(z.object({ at: instant, by: text, reason: text, all: z.boolean().describe('all lanes are') })),
})

export const laneEventForm = z.object({
  eventId: count,
  at: instant,
  lane: maybe(text).describe('null: all lanes'),
  kind: text,
  actor: text,
  reason: maybe(text),
  detail: maybe(z.record(z.string(), z.unknown())),
})

const windowForm = z.object({ days: list(z.enum(weekdays)), from: text, to: text, onBankHolidays: z.boolean() })

export const laneDetailForm = laneForm.extend({
  programme: z
    .object({
      ratePerMinute: whole,
      dailyCapacity: count,
      inFlightLimit: count,
      supplierMinimum: count.describe('installations a day of which each supplier with demand is sure'),
      windows: list(windowForm).describe('hours of London time in which it may submit'),
      prepayment: z.object({ windows: list(windowForm), dailyCap: count }),
      attemptCostPence: whole,
      breaker: z.object({
        windowMinutes: whole,
        minimumSample: whole,
        failurePercent: whole,
        stormFactor: whole,
        stormPercent: whole,
        normHours: whole,
        openMinutes: whole,
        probes: whole,
        probePercent: whole,
        rampMinutes: whole,
      }),
    })
    .describe('what the programme says of it, temporary limits apart'),
  suppliers: list(z.object({ supplier: text, usedToday: count, ready: count })),
  events: list(laneEventForm),
})
