import { z } from 'zod'
import { stages } from '../../../domain/stage.js'
import { list, noBody, nothing, text } from '../forms.js'
import { failureMeaningForm, stageForm } from '../meter-forms.js'
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

export const wordRoutes: readonly Route[] = [words]
