import { z } from 'zod'
import { stages } from '../../../domain/stage.js'
import { countMeters } from '../../../register/read/count-meters.js'
import { filterOf } from '../access.js'
import { count, list, noBody, nothing, text } from '../forms.js'
import { failureMeaningForm, filterQuery, meterFilter, stageForm } from '../meter-forms.js'
import { route, type Route } from '../route.js'

const named = list(z.object({ id: text, name: text }))

const words = route(
  {
    method: 'GET',
    path: '/words',
    summary:
      'What filters know by name: suppliers, cohorts, lanes, SMSOs, stages, and the failure codes of the retry table',
    tag: 'fleet',
    permission: 'fleet:read',
    params: nothing,
    query: nothing,
    body: noBody,
    answer: z.object({
      suppliers: named.describe('to a supplier: itself'),
      cohorts: named,
      lanes: named,
      smsos: named,
      stages: list(stageForm),
      failures: list(failureMeaningForm.extend({ code: text })),
    }),
  },
  async ({ caller, deps }) => {
    const { programme } = await deps.programmes.current(deps.db)
    const names = (items: readonly { readonly id: string; readonly name: string }[]) =>
      items.map(({ id, name }) => ({ id, name }))
    const own = programme.suppliers.filter(({ id }) => caller.supplier === null || id === caller.supplier)
    return {
      body: {
        suppliers: names(own),
        cohorts: names(programme.cohorts),
        lanes: names(programme.lanes),
        smsos: names(programme.smsos),
        stages,
        failures: programme.retry.rules,
      },
    }
  },
)

const counted = route(
  {
    method: 'GET',
    path: '/meters/count',
    summary: 'How many meters a filter has; from the counters, or looked at one by one up to five hundred',
    tag: 'meters',
    permission: 'fleet:read',
    params: nothing,
    query: z.strictObject(filterQuery),
    body: noBody,
    answer: z.object({
      meters: count,
      exact: z.boolean().describe('false: there may be more; the dry run of an action counts them all'),
    }),
  },
  async ({ query, caller, deps, read, now }) => {
    const { programme } = await deps.programmes.current(deps.db)
    const filter = filterOf(programme, meterFilter(query), caller, now)
    return { body: await read((tx) => countMeters(tx, filter)) }
  },
)

export const wordRoutes: readonly Route[] = [words, counted]
