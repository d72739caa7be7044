import { z } from 'zod'
import type { SupplierId } from '../../../domain/brands.js'
import { MeterliftError } from '../../../domain/errors.js'
import { authorisationFiles, takeAuthorisationFile } from '../../../operations/batch/authorisation-file.js'
import { authoriseBatch } from '../../../operations/batch/authorise.js'
import { named } from '../../../operations/resolve-filter.js'
import { readBatch } from '../../../register/batch/row.js'
import { listWords } from '../../../register/batch/words.js'
import { batchStateForm } from '../batch-forms.js'
import { count, flag, instant, list, maybe, noBody, nothing, reason, text } from '../forms.js'
import { route, type Asked, type Route } from '../route.js'
import { batchParam } from './batches.js'

const words = { tag: 'batches', query: nothing } as const
const supplierName = z.string().trim().min(1).max(100)

/** Whose word is meant: a supplier speaks for itself alone, and another one is as unknown to it as any word. */
async function speakerOf(
  { caller, deps }: Pick<Asked<unknown, unknown, unknown>, 'caller' | 'deps'>,
  given: string | undefined,
): Promise<SupplierId> {
  const { programme } = await deps.programmes.current(deps.db)
  const { supplier: own } = caller
  if (given === undefined && own !== null) return own
  const known = own === null ? programme.suppliers : programme.suppliers.filter(({ id }) => id === own)
  const found = given === undefined ? undefined : named(known, given)
  if (found !== undefined) return found.id
  throw new MeterliftError(
    'SUPPLIER_UNKNOWN',
    given === undefined ? 'say whose word it is' : `there is no supplier “${given}”`,
    {
      hint: `one of ${known.map(({ id }) => id).join(', ')}`,
    },
  )
}

/** To a supplier a batch without meters of its own is not there. */
async function visible({ params, caller, read }: Asked<{ readonly batch: number }, unknown, unknown>): Promise<void> {
  if (caller.supplier === null) return
  const found = await read((tx) => tx`select 1 from batch where batch_id = ${params.batch}`)
  if (found.length > 0) return
  throw new MeterliftError('BATCH_UNKNOWN', `there is no batch ${params.batch}`, {
    hint: 'GET /v1/authorisations has those that wait for you',
  })
}

const awaited = route(
  {
    ...words,
    method: 'GET',
    path: '/authorisations',
    summary: 'Suppliers’ words on their meters in batches that go on: given, and waited for; a supplier sees its own',
    permission: 'fleet:read',
    params: nothing,
    query: z.strictObject({
      supplier: supplierName.optional(),
      awaited: flag.optional().describe('only those that are waited for'),
    }),
    body: noBody,
    answer: z.object({
      standing: list(
        z.object({
          supplier: text,
          given: z.boolean().describe('by the programme: for all its meters, until it says otherwise'),
          accepted: z.boolean().describe('whether the programme goes by it'),
        }),
      ),
      authorisations: list(
        z.object({
          batchId: count,
          supplier: text,
          state: batchStateForm,
          plannedAt: instant,
          startsAt: maybe(instant),
          endsAt: maybe(instant),
          awaited: count.describe('meters that wait for it'),
          decision: maybe(z.enum(['authorised', 'refused', 'partly'])).describe(
            'partly: some refused, or not all said yet',
          ),
          decidedAt: maybe(instant),
          decidedBy: maybe(text),
        }),
      ),
    }),
  },
  async (asked) => {
    const { query, caller, deps, read } = asked
    const { supplier: name, awaited: only = false } = query
    const supplier = name === undefined && caller.supplier === null ? undefined : await speakerOf(asked, name)
    const { programme } = await deps.programmes.current(deps.db)
    const accepted = programme.switches.standingAuthorisation
    const standing = programme.suppliers
      .filter(({ id }) => supplier === undefined || id === supplier)
      .map(({ id, standingAuthorisation: given }) => ({ supplier: id, given, accepted }))
    return { body: { standing, authorisations: await read((tx) => listWords(tx, { supplier, awaited: only })) } }
  },
)

const authorise = route(
  {
    ...words,
    method: 'POST',
    path: '/batches/{batch}/authorise',
    summary: "Record a supplier's word on its meters in a batch; refused, its installations are given back",
    permission: 'meters:authorise',
    params: batchParam,
    body: z.strictObject({
      decision: z.enum(['authorised', 'refused']).default('authorised'),
      supplier: supplierName.optional().describe('a supplier speaks for itself'),
      reason: reason.nullable().default(null),
    }),
    answer: z.object({ batchId: count, supplier: text, decision: z.enum(['authorised', 'refused']), meters: count }),
  },
  async (asked) => {
    const { params, body, caller, deps, now } = asked
    const supplier = await speakerOf(asked, body.supplier)
    await visible(asked)
    const by = { actor: caller.name, reason: body.reason, now }
    const { meters } = await authoriseBatch(deps.db, params.batch, supplier, body.decision, by)
    return { body: { batchId: params.batch, supplier, decision: body.decision, meters } }
  },
)

const files = route(
  {
    ...words,
    method: 'GET',
    path: '/batches/{batch}/authorisations',
    summary: 'Authorisation files of a batch, one for each supplier, which says authorised or refused on each line',
    permission: 'meters:authorise',
    audited: true,
    params: batchParam,
    query: z.strictObject({
      supplier: supplierName.optional(),
      sender: z.string().max(40).optional().describe('EUI-64 of who sends them; the service may have one of its own'),
    }),
    body: noBody,
    answer: z.object({
      files: list(
        z.object({ name: text, supplier: text, meters: count, text: text.describe('CSV (docs/batches.md)') }),
      ),
    }),
  },
  async (asked) => {
    const { params, query, caller, deps, read, now } = asked
    await visible(asked)
    if (caller.supplier === null) await readBatch(deps.db, params.batch)
    const supplier =
      query.supplier === undefined && caller.supplier === null ? undefined : await speakerOf(asked, query.supplier)
    const sender = query.sender ?? deps.sender ?? ''
    const of = { sender, now, ...(supplier === undefined ? {} : { supplier }) }
    return { body: { files: await read((tx) => authorisationFiles(tx, params.batch, of)) } }
  },
)

const fileBytes = 64 * 1024 * 1024

const take = route(
  {
    ...words,
    method: 'POST',
    path: '/batches/{batch}/authorisations',
    summary: 'Take an authorisation file that a supplier returned: whole or not at all, and once',
    permission: 'meters:authorise',
    bodyLimit: fileBytes,
    params: batchParam,
    body: z.strictObject({
      name: z.string().min(1).max(200).describe('its file name, which says whose it is'),
      text: z.string().max(fileBytes).describe('its content (CSV)'),
    }),
    answer: z.object({
      file: text,
      batchId: count,
      supplier: text,
      authorised: count,
      refused: count,
      alreadyRead: z.boolean().describe('it was taken before: nothing changed'),
    }),
  },
  async (asked) => {
    const { params, body, caller, deps, now } = asked
    await visible(asked)
    const by = { actor: caller.name, reason: null, now }
    const only = { batchId: params.batch, ...(caller.supplier === null ? {} : { supplier: caller.supplier }) }
    return { body: await takeAuthorisationFile(deps.db, body, by, only) }
  },
)

export const authorisationRoutes: readonly Route[] = [awaited, authorise, files, take]
