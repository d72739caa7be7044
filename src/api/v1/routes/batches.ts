import { z } from 'zod'
import type { HealthView } from '../../../domain/batch/health.js'
import { MeterliftError } from '../../../domain/errors.js'
import type { BatchCommand } from '../../../domain/batch/transitions.js'
import { changeRate, commandBatch, commandWave, waveCommands, type Acting } from '../../../operations/batch/command.js'
import { parseDeviceList } from '../../../operations/batch/device-list.js'
import { listAttention, listWithHealth } from '../../../operations/batch/list-batches.js'
import { dryRunBatch, planBatch } from '../../../operations/batch/plan-batch.js'
import { readMemberCounts, readWaves } from '../../../register/batch/counts.js'
import { viewBatch, type BatchView } from '../../../register/batch/view-batch.js'
import { lastBatchEvent } from '../../../register/batch/events.js'
import { listBatches, type BatchLine } from '../../../register/batch/read-batches.js'
import { readBatch } from '../../../register/batch/row.js'
import { filterOf, wholeFleet } from '../access.js'
import { askedPlan, batchForm, batchLine, batchStateForm, dryRunForm, healthForm } from '../batch-forms.js'
import { paged, readCursor } from '../cursor.js'
import { count, flag, id, list, maybe, noBody, nothing, page, pageSize, reason, text } from '../forms.js'
import { placeOf } from '../mark.js'
import { filterQuery, meterFilter } from '../meter-forms.js'
import { route, type Asked, type Route } from '../route.js'

export const batchParam = z.strictObject({ batch: id })
const words = { tag: 'batches', query: nothing } as const
const remark = { reason: reason.nullable().default(null) }
/** A list of devices is text of its own, beside which a filter is short. */
const listBytes = 16 * 1024 * 1024

const asked = {
  filter: z.strictObject(filterQuery).default({}).describe('the words of the lists; all conditions hold together'),
  devices: z
    .string()
    .max(listBytes)
    .nullable()
    .default(null)
    .describe('only these: a CSV with the column device_id, or one device id a line'),
  plan: askedPlan.prefault({}),
}
type Wanted = z.output<z.ZodObject<typeof asked>>

/** The set that is meant, and what is asked of it. */
async function wantedOf({ body, caller, deps, now }: Asked<unknown, unknown, Wanted>) {
  wholeFleet(caller)
  const inForce = await deps.programmes.current(deps.db)
  const filter = filterOf(inForce.programme, meterFilter(body.filter), caller, now)
  const devices = body.devices === null ? null : parseDeviceList(body.devices, 'the list of devices')
  return { inForce, request: { filter, devices, plan: body.plan, now } }
}

const dryRun = route(
  {
    ...words,
    method: 'POST',
    path: '/batches/dry-run',
    summary: 'What a batch would be: how many match and can go now, the rest by reason, days, misses, cost',
    permission: 'batches:plan',
    repeatable: true,
    bodyLimit: listBytes,
    params: nothing,
    body: z.strictObject(asked),
    answer: dryRunForm,
  },
  async (given) => {
    const { inForce, request } = await wantedOf(given)
    return { body: await dryRunBatch(given.deps.db, inForce, request) }
  },
)

const plan = route(
  {
    ...words,
    method: 'POST',
    path: '/batches',
    summary: 'Plan a batch: the meters that match are its members from now on; the dry run answered is of this set',
    permission: 'batches:plan',
    status: 201,
    bodyLimit: listBytes,
    params: nothing,
    body: z.strictObject({
      ...asked,
      ...remark,
      name: z.string().trim().min(1).max(200),
      submit: z.boolean().default(false).describe('put it forward for approval at once'),
    }),
    answer: dryRunForm.extend({ batchId: count }),
  },
  async (given) => {
    const { inForce, request } = await wantedOf(given)
    const { name, reason: why, submit } = given.body
    const made = await planBatch(given.deps.db, inForce, {
      ...request,
      name,
      reason: why,
      submit,
      actor: given.caller.name,
    })
    return { body: made, location: `/v1/batches/${made.batchId}` }
  },
)

/** A batch of which health is asked needs some reads of its own, so that these pages are short. */
const healthPage = 20

const listed = route(
  {
    ...words,
    method: 'GET',
    path: '/batches',
    summary: 'Batches, the newest first',
    permission: 'batches:read',
    params: nothing,
    query: z.strictObject({
      ...page,
      open: flag.optional().describe('only those that are not over'),
      state: batchStateForm.optional(),
      parent: id.optional().describe('only those in which members of this one are tried again'),
      health: flag.optional().describe(`with the health of each; a page has at most ${healthPage} then`),
      attention: flag.optional().describe('only those that need attention or lag, with the health of each'),
    }),
    body: noBody,
    answer: z.object({
      batches: list(batchLine.extend({ health: maybe(healthForm).describe('null: not asked for') })),
      next: maybe(text),
    }),
  },
  async ({ query, caller, read, now }) => {
    wholeFleet(caller)
    const { limit = pageSize, cursor, open = false, state, parent, health = false, attention = false } = query
    const which = ['batches', open, state, parent, attention]
    const most = health || attention ? Math.min(limit, healthPage) : limit
    const of = { open, state, parentId: parent ?? null, before: readCursor(which, cursor), limit: most + 1 }
    const found = await read<readonly (BatchLine & { readonly health: HealthView | null })[]>(async (tx) => {
      if (attention) return listAttention(tx, of, now)
      if (health) return listWithHealth(tx, of, now)
      return (await listBatches(tx, of)).map((line) => ({ ...line, health: null }))
    })
    const { rows, next } = paged(which, found, most, ({ batchId }) => batchId)
    return { body: { batches: rows, next } }
  },
)

const one = route(
  {
    ...words,
    method: 'GET',
    path: '/batches/{batch}',
    summary: 'One batch: progress, health, waves, pace, children, who did what; its ETag goes with a command',
    permission: 'batches:read',
    params: batchParam,
    body: noBody,
    answer: batchForm,
  },
  async ({ params, caller, read, now }) => {
    wholeFleet(caller)
    return read(async (tx) => ({
      body: told(await viewBatch(tx, params.batch, now)),
      etag: etagOf(params.batch, await lastBatchEvent(tx, params.batch)),
    }))
  },
)

function etagOf(batchId: number, lastEvent: number): string {
  return `"${batchId}.${lastEvent}"`
}

/** A list of devices may be long: its length is told, its lines are the members. */
function told(view: BatchView): BatchView {
  const { summary } = view
  const asked = summary === null ? null : { ...summary.asked, filter: shortened(summary.asked.filter) }
  return {
    ...view,
    filter: shortened(view.filter),
    summary: summary === null || asked === null ? null : { ...summary, asked },
  }
}

function shortened({ devices, ...filter }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Array.isArray(devices) ? { ...filter, devices: devices.length } : filter
}

type Acted = Asked<{ readonly batch: number }, object, { readonly reason: string | null }>

/** Who acts, why, and on what they looked at. */
function actingOf({ params, body, caller, now, request }: Acted): Acting {
  const ifSeen = placeOf(request.headers['if-match'], params.batch, 'BATCH_MOVED')
  return { actor: caller.name, reason: body.reason, now, ifSeen }
}

const state = z.object({ batchId: count, state: batchStateForm })

const commands = {
  submit: ['put a draft forward for approval', 'batches:plan'],
  approve: ['approve another person’s batch: it starts at its start time, or at once', 'batches:approve'],
  refuse: ['refuse it: its members are given back', 'batches:approve'],
  pause: [
    'release nothing more, withdraw what no lane has claimed, hold retries; what is in flight lands',
    'batches:control',
  ],
  resume: ['release again', 'batches:control'],
  cancel: ['give its members back, those in flight once they have landed', 'batches:control'],
  finish: ['end it now, as its end time would', 'batches:control'],
} as const satisfies Record<BatchCommand, readonly [string, Route['permission']]>

const commandRoutes = (Object.entries(commands) as [BatchCommand, (typeof commands)[BatchCommand]][]).map(
  ([command, [what, permission]]) =>
    route(
      {
        ...words,
        method: 'POST',
        path: `/batches/{batch}/${command}`,
        summary: `${what.charAt(0).toUpperCase()}${what.slice(1)}`,
        permission,
        ifMatch: 'heeded',
        params: batchParam,
        body: z.strictObject(remark),
        answer: state,
      },
      async (given) => {
        const { params, caller, deps } = given
        wholeFleet(caller)
        if (command === 'approve') await byAnother(given)
        const reached = await commandBatch(deps.db, params.batch, command, actingOf(given))
        const etag = etagOf(params.batch, await lastBatchEvent(deps.db, params.batch))
        return { body: { batchId: params.batch, state: reached }, etag }
      },
    ),
)

async function byAnother({ params, caller, deps }: Acted): Promise<void> {
  const { planned_by: planner } = await readBatch(deps.db, params.batch)
  if (planner !== caller.name) return
  throw new MeterliftError('SELF_APPROVAL', 'nobody approves a batch of their own', {
    hint: 'have another approver look at it',
  })
}

const waveRoutes = waveCommands.map((command) =>
  route(
    {
      ...words,
      method: 'POST',
      path: `/batches/{batch}/waves/{wave}/${command}`,
      summary: {
        hold: 'Hold a wave that was not opened yet: it does not follow by itself',
        skip: 'Skip a wave: its members are given back',
        release: 'Release a wave now, whatever the one before shows',
      }[command],
      permission: 'batches:control',
      ifMatch: 'heeded',
      params: z.strictObject({ batch: id, wave: id }),
      body: z.strictObject(remark),
      answer: z.object({ batchId: count, wave: count, state: text, held: z.boolean() }),
    },
    async (given) => {
      const { params, caller, deps } = given
      wholeFleet(caller)
      await commandWave(deps.db, params.batch, params.wave, command, actingOf(given))
      const waves = await readWaves(deps.db, params.batch, await readMemberCounts(deps.db, params.batch))
      const found = waves.find(({ wave }) => wave === params.wave)
      const etag = etagOf(params.batch, await lastBatchEvent(deps.db, params.batch))
      const { state: reached = 'pending', held = false } = found ?? {}
      return { body: { batchId: params.batch, wave: params.wave, state: reached, held }, etag }
    },
  ),
)

const rate = route(
  {
    ...words,
    method: 'POST',
    path: '/batches/{batch}/rate',
    summary: 'Change how many members are released an hour at most; holds within seconds',
    permission: 'batches:control',
    ifMatch: 'heeded',
    params: batchParam,
    body: z.strictObject({
      ...remark,
      ratePerHour: z.int().min(1).max(10_000_000).nullable().describe('null: as fast as its lanes go'),
    }),
    answer: z.object({ batchId: count, ratePerHour: maybe(count) }),
  },
  async (given) => {
    const { params, body, caller, deps } = given
    wholeFleet(caller)
    await changeRate(deps.db, params.batch, body.ratePerHour, actingOf(given))
    const etag = etagOf(params.batch, await lastBatchEvent(deps.db, params.batch))
    return { body: { batchId: params.batch, ratePerHour: body.ratePerHour }, etag }
  },
)

export const batchRoutes: readonly Route[] = [dryRun, plan, listed, one, ...commandRoutes, ...waveRoutes, rate]
