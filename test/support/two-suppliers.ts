import { createToken } from '../../src/operations/access/tokens.js'
import { carryOn } from '../../src/register/action/carry.js'
import { Api } from './api.js'
import { Batches } from './batches.js'
import { Fleet, installation } from './fleet.js'

/** What a supplier has: the names by which requests may ask for it, param by param of the routes' paths. */
export type Belongings = Readonly<Record<'meter' | 'batch' | 'action' | 'view' | 'operation', readonly string[]>>

/** An API with what a supplier has in its register, and perhaps what another one has. */
export interface World {
  readonly api: Api
  readonly token: string
  readonly own: Belongings
  readonly foreign: Belongings
}

/** Words that are of one supplier alone, and must not come to another. */
export const markOf = (supplier: string): string => `mark-of-${supplier}`

async function tokenOf({ fleet }: Api, supplier: string): Promise<string> {
  const request = { name: markOf(supplier), roles: ['supplier'], scopes: [], supplier, days: 1, by: 'test' }
  return (await createToken(fleet.db, fleet.programme, { ...request, now: fleet.now })).token
}

/**
 * Gives a supplier meters at several stages, a batch that waits for its word, an action and a view of its people, and long
 * work that somebody asked for with it in mind.
 */
async function furnish(api: Api, supplier: string, first: number, token: string): Promise<Belongings> {
  const { fleet } = api
  const mark = markOf(supplier)
  const of = (n: number) => installation(fleet.programme, first + n, { electricity: { supplier } })
  await fleet.bring([...of(0), ...of(1), ...of(2)])
  // The last one's firmware is not what the SMSO reports.
  await fleet.bring(of(3), (record) => ({ ...record, device: { ...record.device, firmware: '0.0.1' } }))
  const journeys = await fleet.db<{ journey_id: number; device_id: string; meter_point: string }[]>`
    select journey_id, device_id, meter_point from meter where supplier_id = ${supplier} order by 1`
  await fleet.steps(
    journeys.map(({ journey_id }) => ({ journeyId: journey_id, cause: { kind: 'open', run: 'first' } })),
  )
  for (const submission of await fleet.claimed(fleet.lane('secure-meters'), 1)) {
    await fleet.report(submission, { electricity: 'K401' })
  }
  const batches = new Batches(fleet)
  const { batchId } = await batches.plan({}, { supplier, stage: 'waiting' }).catch(() => batches.plan({}, { supplier }))
  await fleet.db`update batch set name = ${mark} where batch_id = ${batchId}`
  const post = async (url: string, body: object, as = token) => {
    const answer = await api.call(url, { method: 'POST', token: as, body })
    if (answer.status >= 400) throw new Error(`${url}: ${answer.text}`)
    return answer.json()
  }
  const order = { kind: 'fixed', filter: { fuel: 'electricity' }, fix: mark, name: mark, reason: mark }
  const { actionId } = await post('/actions', order)
  await carryOn(fleet.db, Number(actionId), fleet.now)
  const held = await post('/actions', { ...order, filter: { stage: 'blocked' }, held: true })
  const byTeam = await post('/actions', { ...order, filter: { supplier }, held: true }, api.tokens.operator)
  const { viewId } = await post('/views', { page: 'meters', name: mark, query: `q=${mark}` })
  const { operationId } = (
    await api.call(`/imports?name=${mark}.csv&dry-run=true`, {
      method: 'POST',
      token: api.tokens.operator,
      body: 'nothing\n',
      headers: { 'content-type': 'text/csv' },
    })
  ).json()
  return {
    meter: journeys.flatMap((row) => [String(row.journey_id), row.device_id, row.meter_point]),
    batch: [String(batchId)],
    action: [actionId, held.actionId, byTeam.actionId].map(String),
    view: [String(viewId)],
    operation: [String(operationId)],
  }
}

const nothing: Belongings = { meter: [], batch: [], action: [], view: [], operation: [] }

/** @param other a supplier that is there beside `supplier`; null: it has nothing in this register */
export async function openWorld(supplier: string, other: string | null): Promise<World> {
  const fleet = await Fleet.open()
  const api = await Api.open({}, fleet)
  const token = await tokenOf(api, supplier)
  const own = await furnish(api, supplier, 100, token)
  const foreign = other === null ? nothing : await furnish(api, other, 200, await tokenOf(api, other))
  return { api, token, own, foreign }
}

/** Numbers that the register gives out next are made the same, so that answers can be compared to the letter. */
export async function inStep(from: World, to: World): Promise<void> {
  const sequences = await from.api.fleet.db<{ name: string; last: number | null }[]>`
    select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name, last_value as last from pg_sequences`
  for (const { name, last } of sequences) {
    if (last !== null) await to.api.fleet.db`select setval(${name}::regclass, ${last})`
  }
  to.api.fleet.now = from.api.fleet.now
}
