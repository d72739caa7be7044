import { z } from 'zod'
import { countMeters } from '../../../register/read/count-meters.js'
import { filterOf } from '../access.js'
import { count, list, noBody, nothing, text } from '../forms.js'
import { filterQuery, meterFilter } from '../meter-forms.js'
import { route, type Route } from '../route.js'

const named = z.object({ id: text, name: text })

const filterWords = route(
  {
    method: 'GET',
    path: '/words',
    summary: 'The values that filters take, of the programme in force: suppliers, cohorts, lanes, codes of failures',
    tag: 'fleet',
    permission: 'fleet:read',
    params: nothing,
    query: nothing,
    body: noBody,
    answer: z.object({
      suppliers: list(named).describe('a supplier sees itself alone'),
      cohorts: list(named),
      lanes: list(named),
      failures: list(z.object({ code: text, meaning: text })),
    }),
  },
  async ({ caller, deps }) => {
    const { programme } = await deps.programmes.current(deps.db)
    const word = ({ id, name }: { readonly id: string; readonly name: string }) => ({ id, name })
    return {
      body: {
        suppliers: programme.suppliers.filter(({ id }) => caller.supplier === null || id === caller.supplier).map(word),
        cohorts: programme.cohorts.map(word),
        lanes: programme.lanes.map(word),
        failures: programme.retry.rules.map(({ code, meaning }) => ({ code, meaning })),
      },
    }
  },
)

const counted = route(
  {
    method: 'GET',
    path: '/meters/count',
    summary: 'How many meters a filter has; counted from the counters, or one by one up to ten thousand',
    tag: 'meters',
    permission: 'fleet:read',
    params: nothing,
    query: z.strictObject(filterQuery),
    body: noBody,
    answer: z.object({
      meters: count,
      exact: z.boolean().describe('false: there are more; the dry run of an action counts them all'),
    }),
  },
  async ({ query, caller, deps, read }) => {
    const { programme } = await deps.programmes.current(deps.db)
    const filter = filterOf(programme, meterFilter(query), caller)
    return { body: await read((tx) => countMeters(tx, filter)) }
  },
)

export const wordRoutes: readonly Route[] = [filterWords, counted]
