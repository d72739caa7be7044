import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { figureColumns, readFigures } from '../../../operations/supplier-figures.js'
import { listReplacements } from '../../../register/read/replacements.js'
import { changeDirections, listSupplierChanges } from '../../../register/read/supplier-changes.js'
import { filterOf } from '../access.js'
import { paged, readCursor } from '../cursor.js'
import { count, day, flag, instant, list, maybe, noBody, nothing, page, pageSize, text, whole } from '../forms.js'
import { scopeQuery, stageForm } from '../meter-forms.js'
import { route, type Asked, type Route } from '../route.js'

const words = { method: 'GET', tag: 'portfolio', permission: 'fleet:read', params: nothing, body: noBody } as const
const { supplier } = scopeQuery

/** The programme in force, and the supplier that is meant: of a supplier's people always their own. */
async function meant({
  query,
  caller,
  deps,
  now,
}: Asked<unknown, { readonly supplier?: string | undefined }, unknown>) {
  const { programme } = await deps.programmes.current(deps.db)
  return { programme, supplier: filterOf(programme, { supplier: query.supplier }, caller, now).supplier }
}

const changes = route(
  {
    ...words,
    path: '/changes',
    summary: 'Meters that changed supplier, the last recorded first; the losing supplier is not told to whom',
    query: z.strictObject({ supplier, direction: z.enum(changeDirections).optional(), ...page }),
    answer: z.object({
      changes: list(
        z.object({
          changeId: count,
          supplier: text,
          direction: z.enum(changeDirections),
          journeyId: count,
          deviceId: text,
          fuel: text,
          changedOn: day,
          recordedAt: instant,
        }),
      ),
      next: maybe(text),
    }),
  },
  async (asked) => {
    const { direction, limit = pageSize, cursor } = asked.query
    const of = { supplier: (await meant(asked)).supplier, direction }
    const which = ['changes', of.supplier ?? null, direction ?? null]
    const before = readCursor(which, cursor)
    const found = await asked.read((tx) => listSupplierChanges(tx, of, { before, limit: limit + 1 }))
    const { rows, next } = paged(which, found, limit, ({ changeId }) => changeId)
    return { body: { changes: rows, next } }
  },
)

const replacements = route(
  {
    ...words,
    path: '/replacements',
    summary: 'Meters with a SMETS2 replacement on its way or done, with its dates, in the order of their numbers',
    query: z.strictObject({ supplier, open: flag.optional().describe('true: on their way; false: done'), ...page }),
    answer: z.object({
      replacements: list(
        z.object({
          journeyId: count,
          deviceId: text,
          fuel: text,
          supplier: text,
          stage: stageForm,
          dueOn: maybe(day),
          metOn: maybe(day),
          state: z.enum(['ordered', 'appointed', 'visit-failed', 'done']),
          orderedOn: day,
          appointedOn: maybe(day),
          failedVisits: count,
          newDeviceId: maybe(text),
          doneOn: maybe(day),
        }),
      ),
      next: maybe(text),
    }),
  },
  async (asked) => {
    const { open = null, limit = pageSize, cursor } = asked.query
    const of = { supplier: (await meant(asked)).supplier, open }
    const which = ['replacements', of.supplier ?? null, open]
    const after = readCursor(which, cursor) ?? 0
    const found = await asked.read((tx) => listReplacements(tx, of, { after, limit: limit + 1 }))
    const { rows, next } = paged(which, found, limit, ({ journeyId }) => journeyId)
    return { body: { replacements: rows, next } }
  },
)

const monthsMeant = { supplier, months: whole(1, 60).optional().describe('how many, this one first (12)') }

const figures = route(
  {
    ...words,
    path: '/figures',
    summary: 'Figures of a portfolio by month: enrolled, replaced, excluded, failed, decided, breached, attempts, cost',
    query: z.strictObject(monthsMeant),
    answer: z.object({
      months: list(
        z.object({
          month: text,
          enrolled: count,
          replaced: count,
          excluded: count,
          lost: count.describe('whose installation is gone'),
          failed: count.describe('attempts'),
          decided: count.describe('steps that a person decided'),
          due: count.describe('duties that fell due, without those that ended'),
          breached: count.describe('of them, not met by their date'),
          attempts: count.describe('whose outcome came'),
          costPence: count,
          gained: count,
          switchedAway: count,
        }),
      ),
    }),
  },
  async (asked) => {
    const { programme, supplier: whose } = await meant(asked)
    const of = { supplier: whose, months: asked.query.months ?? 12 }
    return { body: { months: await asked.read((tx) => readFigures(tx, programme, asked.now, of)) } }
  },
)

const figuresFile = route(
  {
    ...words,
    path: '/figures.csv',
    summary: 'Figures of a portfolio by month as CSV',
    permission: 'meters:export',
    audited: true,
    query: z.strictObject(monthsMeant),
    answer: text,
    raw: { type: 'text/csv', describe: 'the figures' },
  },
  async (asked) => {
    const { programme, supplier: whose } = await meant(asked)
    const of = { supplier: whose, months: asked.query.months ?? 12 }
    const months = await asked.read((tx) => readFigures(tx, programme, asked.now, of))
    const lines = months.map((month) => figureColumns.map((column) => month[column]))
    void asked.reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="figures.csv"')
      .send(stringify([[...figureColumns], ...lines]))
    return null
  },
)

export const portfolioRoutes: readonly Route[] = [changes, replacements, figures, figuresFile]
