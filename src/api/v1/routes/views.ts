import { z } from 'zod'
import { MeterliftError } from '../../../domain/errors.js'
import {
  changeView,
  findView,
  listViews,
  removeView,
  storeView,
  type SavedView,
} from '../../../register/access/views.js'
import { count, id, instant, list, noBody, nothing, text } from '../forms.js'
import { placeOf } from '../mark.js'
import { route, type Asked, type Route } from '../route.js'

const words = { tag: 'views', query: nothing } as const
const viewParam = z.strictObject({ view: id })
const pageKey = z.string().regex(/^[a-z0-9][a-z0-9/-]{0,59}$/, 'a page of the console, like meters or batches/members')
const name = z.string().trim().min(1).max(100)
const query = z
  .string()
  .max(2_000)
  .regex(/^[\x21-\x7e]*$/, 'as it stands in an address, encoded')
  .describe('the filter as it stands in an address: stage=needs-action&supplier=edf')
const viewForm = z.object({
  viewId: count,
  page: text,
  name: text,
  query: text,
  version: count,
  createdAt: instant,
  createdBy: text,
  changedAt: instant,
  changedBy: text,
})

const answered = (view: SavedView) => ({ body: view, etag: `"${view.viewId}.${view.version}"` })

const listed = route(
  {
    ...words,
    method: 'GET',
    path: '/views',
    summary: 'Views of lists that your team shares: the operations team, or one supplier’s people',
    permission: 'fleet:read',
    params: nothing,
    query: z.strictObject({ page: pageKey.optional() }),
    body: noBody,
    answer: z.object({ views: list(viewForm) }),
  },
  async ({ query: { page }, caller, read }) => ({
    body: { views: await read((tx) => listViews(tx, caller.supplier, page)) },
  }),
)

const one = route(
  {
    ...words,
    method: 'GET',
    path: '/views/{view}',
    summary: 'One view; its ETag goes with a change',
    permission: 'fleet:read',
    params: viewParam,
    body: noBody,
    answer: viewForm,
  },
  async ({ params, caller, read }) =>
    answered((await read((tx) => findView(tx, caller.supplier, params.view))) ?? unknown(params.view)),
)

function unknown(viewId: number): never {
  throw new MeterliftError('VIEW_UNKNOWN', `there is no view ${viewId}`, {
    hint: 'GET /v1/views has those of your team',
  })
}

function taken(): MeterliftError {
  return new MeterliftError('VIEW_NAME_TAKEN', 'the team has a view of this page and name', {
    hint: 'choose another name, or change that one',
  })
}

const save = route(
  {
    ...words,
    method: 'POST',
    path: '/views',
    summary: 'Save a view for your team',
    permission: 'views:write',
    status: 201,
    params: nothing,
    body: z.strictObject({ page: pageKey, name, query }),
    answer: viewForm,
  },
  async ({ body, caller, deps, now }) => {
    const made = await storeView(deps.db, caller.supplier, { ...body, by: caller.name, now })
    if (made === null) throw taken()
    return { ...answered(made), location: `/v1/views/${made.viewId}` }
  },
)

/** The view as its changer saw it. */
async function seen({ params, caller, deps, request }: Asked<{ readonly view: number }, unknown, unknown>) {
  const view = (await findView(deps.db, caller.supplier, params.view)) ?? unknown(params.view)
  const given = request.headers['if-match']
  if (given === undefined) {
    throw new MeterliftError('IF_MATCH_MISSING', 'say which version you saw', {
      hint: 'send the view’s ETag as If-Match',
    })
  }
  return { viewId: view.viewId, version: placeOf(given, view.viewId, 'VIEW_MOVED') ?? view.version }
}

function moved(): MeterliftError {
  return new MeterliftError('VIEW_MOVED', 'somebody changed this view meanwhile', {
    hint: 'look at it again, then change it',
  })
}

const change = route(
  {
    ...words,
    method: 'PUT',
    path: '/views/{view}',
    summary: 'Change the name and filter of a view',
    permission: 'views:write',
    ifMatch: 'needed',
    params: viewParam,
    body: z.strictObject({ name, query }),
    answer: viewForm,
  },
  async (asked) => {
    const { body, caller, deps, now } = asked
    const changed = await changeView(deps.db, caller.supplier, await seen(asked), { ...body, by: caller.name, now })
    if (changed === 'taken') throw taken()
    if (changed === 'moved') throw moved()
    return answered(changed)
  },
)

const remove = route(
  {
    ...words,
    method: 'DELETE',
    path: '/views/{view}',
    summary: 'Remove a view',
    permission: 'views:write',
    ifMatch: 'needed',
    status: 204,
    params: viewParam,
    body: noBody,
    answer: z.null(),
  },
  async (asked) => {
    if (!(await removeView(asked.deps.db, asked.caller.supplier, await seen(asked)))) throw moved()
    return { body: null }
  },
)

export const viewRoutes: readonly Route[] = [listed, one, save, change, remove]
