import { z } from 'zod'
import { MeterliftError } from '../../../domain/errors.js'
import type { Lane, Programme } from '../../../domain/programme.js'
import {
  liftStop,
  limitLane,
  orderBreaker,
  stopLanes,
  unlimitLane,
  type LaneActor,
} from '../../../operations/lane/change-lane.js'
import { readLane, readLanes } from '../../../operations/lane/lane-status.js'
import { laneEvents, lastLaneEvent } from '../../../register/lane/read-lanes.js'
import { listNotifications } from '../../../register/notification/notify.js'
import { wholeFleet } from '../access.js'
import { paged, readCursor } from '../cursor.js'
import { count, givenInstant, instant, list, maybe, noBody, nothing, page, pageSize, reason, text } from '../forms.js'
import { laneDetailForm, laneEventForm, laneForm } from '../lane-forms.js'
import { route, type Asked, type Route } from '../route.js'
import { placeOf } from '../mark.js'

const laneId = z.string().trim().min(1).max(100)
const laneParam = z.strictObject({ lane: laneId })
const words = { tag: 'lanes', query: nothing } as const
const read = { ...words, method: 'GET', permission: 'lanes:read', body: noBody } as const
const command = { ...words, method: 'POST', permission: 'lanes:control' } as const
const why = z.strictObject({ reason })

/** The lane that a path names, by its id. */
function laneOf(programme: Programme, id: string): Lane {
  const lane = programme.lanes.find((each) => each.id === id)
  if (lane !== undefined) return lane
  throw new MeterliftError('LANE_UNKNOWN', `the programme has no lane ${id}`, {
    hint: `one of ${programme.lanes.map((each) => each.id).join(', ')}`,
  })
}

const all = route(
  {
    ...read,
    path: '/lanes',
    summary: 'How the lanes stand: in flight, today’s use, queue, oldest, success, breaker, window',
    params: nothing,
    answer: z.object({ at: instant, lanes: list(laneForm) }),
  },
  async ({ caller, deps, now }) => {
    wholeFleet(caller)
    const { programme } = await deps.programmes.current(deps.db)
    return { body: { at: now, lanes: await readLanes(deps.db, programme, programme.lanes, now) } }
  },
)

const one = route(
  {
    ...read,
    path: '/lanes/{lane}',
    summary: 'One lane, with its suppliers’ shares of the day and the latest decisions; its ETag goes with a change',
    params: laneParam,
    answer: laneDetailForm,
  },
  (asked) => {
    wholeFleet(asked.caller)
    return detailed(asked)
  },
)

/** A lane as it stands, and its ETag: the last decision about it. */
async function detailed({ params, deps, now }: Asked<z.output<typeof laneParam>, object, unknown>) {
  const { programme } = await deps.programmes.current(deps.db)
  const lane = laneOf(programme, params.lane)
  const seen = await lastLaneEvent(deps.db, lane.id)
  const detail = await readLane(deps.db, programme, lane, now)
  if (detail === null) throw new MeterliftError('LANE_UNKNOWN', `the programme has no lane ${lane.id}`)
  return { body: detail, etag: `"${lane.id}.${seen}"` }
}

const events = route(
  {
    ...read,
    path: '/lane-events',
    summary: 'What people and breakers decided about a lane, or about all of them, the newest first',
    params: nothing,
    query: z.strictObject({ ...page, lane: laneId.optional() }),
    answer: z.object({ events: list(laneEventForm), next: maybe(text) }),
  },
  async ({ query: { limit = pageSize, cursor, lane }, caller, deps }) => {
    wholeFleet(caller)
    const which = ['lane-events', lane]
    const found = await laneEvents(deps.db, lane ?? null, { before: readCursor(which, cursor), limit: limit + 1 })
    const { rows, next } = paged(which, found, limit, ({ eventId }) => eventId)
    return { body: { events: rows, next } }
  },
)

const notifications = route(
  {
    ...read,
    path: '/notifications',
    summary: 'What people were told, the newest first',
    params: nothing,
    query: z.strictObject({ ...page, lane: laneId.optional(), code: z.string().max(100).optional() }),
    answer: z.object({
      notifications: list(
        z.object({
          notificationId: count,
          at: instant,
          code: text,
          lane: maybe(text),
          text,
          deliveredAt: maybe(instant).describe('null: not yet'),
        }),
      ),
      next: maybe(text),
    }),
  },
  async ({ query: { limit = pageSize, cursor, lane, code }, caller, deps }) => {
    wholeFleet(caller)
    const which = ['notifications', lane, code]
    const found = await listNotifications(deps.db, { lane, code, before: readCursor(which, cursor), limit: limit + 1 })
    const { rows, next } = paged(which, found, limit, ({ notificationId }) => notificationId)
    return { body: { notifications: rows, next } }
  },
)

type Changing = Asked<z.output<typeof laneParam>, object, { readonly reason: string }>

/** Who changes a lane, and on what they looked at. */
function actor({ caller, body, now, request, params }: Changing): LaneActor {
  const ifSeen = placeOf(request.headers['if-match'], params.lane, 'LANE_MOVED')
  return { by: caller.name, reason: body.reason, now, ifSeen }
}

/** Makes a change of one lane and answers how it stands then. */
async function changed(asked: Changing, change: (lane: Lane, actor: LaneActor) => Promise<unknown>) {
  wholeFleet(asked.caller)
  const { programme } = await asked.deps.programmes.current(asked.deps.db)
  await change(laneOf(programme, asked.params.lane), actor(asked))
  return detailed(asked)
}

const allLanes = z.object({ at: instant, lanes: list(laneForm) })

const stopAll = route(
  {
    ...command,
    path: '/lanes/stop',
    summary: 'Emergency stop of all lanes: nothing new is submitted, what is in flight lands',
    params: nothing,
    body: why,
    answer: allLanes,
  },
  async ({ body, caller, deps, now }) => {
    wholeFleet(caller)
    await stopLanes(deps.db, null, { by: caller.name, reason: body.reason, now })
    const { programme } = await deps.programmes.current(deps.db)
    return { body: { at: now, lanes: await readLanes(deps.db, programme, programme.lanes, now) } }
  },
)

const liftAll = route(
  {
    ...command,
    path: '/lanes/lift',
    summary: 'Lift the emergency stop; a lane that is also stopped by itself stays so',
    params: nothing,
    body: why,
    answer: allLanes,
  },
  async ({ body, caller, deps, now }) => {
    wholeFleet(caller)
    await liftStop(deps.db, null, { by: caller.name, reason: body.reason, now })
    const { programme } = await deps.programmes.current(deps.db)
    return { body: { at: now, lanes: await readLanes(deps.db, programme, programme.lanes, now) } }
  },
)

const stop = route(
  {
    ...command,
    path: '/lanes/{lane}/stop',
    summary: 'Stop a lane: nothing new is submitted, what is in flight lands',
    params: laneParam,
    body: why,
    answer: laneDetailForm,
  },
  (asked) => changed(asked, (lane, by) => stopLanes(asked.deps.db, lane.id, by)),
)

const lift = route(
  {
    ...command,
    path: '/lanes/{lane}/lift',
    summary: 'Lift the stop of a lane',
    params: laneParam,
    body: why,
    answer: laneDetailForm,
  },
  (asked) => changed(asked, (lane, by) => liftStop(asked.deps.db, lane.id, by)),
)

const limit = z.int().min(0).max(10_000_000).optional()

const setLimits = route(
  {
    ...command,
    path: '/lanes/{lane}/limits',
    summary: 'Set temporary limits of a lane; they hold from the next claim on and end by themselves',
    ifMatch: 'heeded',
    params: laneParam,
    body: z.strictObject({
      reason,
      ratePerMinute: limit.describe('installations a minute'),
      dailyCapacity: limit.describe('installations a day'),
      inFlightLimit: limit.describe('installations awaiting their outcome at once'),
      until: givenInstant.describe('when they end'),
    }),
    answer: laneDetailForm,
  },
  (asked) => changed(asked, (lane, by) => limitLane(asked.deps.db, lane, asked.body, by)),
)

const resetLimits = route(
  {
    ...command,
    path: '/lanes/{lane}/limits/reset',
    summary: 'End the temporary limits of a lane: the programme’s hold again',
    ifMatch: 'heeded',
    params: laneParam,
    body: why,
    answer: laneDetailForm,
  },
  (asked) => changed(asked, (lane, by) => unlimitLane(asked.deps.db, lane, by)),
)

const breaker = route(
  {
    ...command,
    path: '/lanes/{lane}/breaker',
    summary: 'Hold the breaker of a lane open, force it closed, or let it move by itself again',
    ifMatch: 'heeded',
    params: laneParam,
    body: z.strictObject({ reason, order: z.enum(['open', 'closed', 'auto']) }),
    answer: laneDetailForm,
  },
  (asked) => changed(asked, (lane, by) => orderBreaker(asked.deps.db, lane.id, asked.body.order, by)),
)

export const laneRoutes: readonly Route[] = [
  all,
  one,
  events,
  notifications,
  stopAll,
  liftAll,
  stop,
  lift,
  setLimits,
  resetLimits,
  breaker,
]
