import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { MeterliftError } from '../../../domain/errors.js'
import { importPortfolio, type ImportReport, type RowVerdict } from '../../../operations/import-portfolio.js'
import {
  countProblems,
  findImport,
  listImports,
  listProblems,
  readQuarantine,
} from '../../../register/read/list-imports.js'
import type { Queryable } from '../../../register/database.js'
import { wholeFleet } from '../access.js'
import { paged, readCursor, readPlace } from '../cursor.js'
import type { V1Deps } from '../deps.js'
import { count, flag, id, instant, list, maybe, noBody, nothing, page, pageSize, text } from '../forms.js'
import { route, type Route } from '../route.js'
import { runOperation, type TellProgress } from '../run-operation.js'
import { sendCsv } from '../send-csv.js'
import { accepted } from './operations.js'

const importLine = z.object({
  importId: count,
  fileName: text,
  startedAt: instant,
  finishedAt: maybe(instant),
  startedBy: text,
  whole: z.boolean(),
  rows: count,
  created: count,
  changed: count,
  unchanged: count,
  rejected: count,
  missing: count,
})
const importParam = z.strictObject({ import: id })

const upload = route(
  {
    method: 'POST',
    path: '/imports',
    summary: 'Import a portfolio file (the body: CSV, plain or gzipped); look at the operation for how far it is',
    tag: 'imports',
    permission: 'imports:write',
    upload: true,
    status: 202,
    params: nothing,
    query: z.strictObject({
      name: z
        .string()
        .regex(/^[\w .()-]{1,120}$/, 'letters, digits, spaces, points and dashes')
        .optional()
        .describe('name of the file, for the record'),
      whole: flag.optional().describe('the file is the whole portfolio of its suppliers'),
      'dry-run': flag.optional().describe('count what would happen, and change nothing'),
    }),
    body: noBody,
    answer: accepted,
  },
  async ({ query, caller, deps, upload: file }) => {
    wholeFleet(caller)
    const { name = 'upload.csv', whole = false, 'dry-run': dryRun = false } = query
    if (file === null) throw new Error('no file was received')
    const { folder } = file
    const work = (tell: TellProgress): Promise<UploadReport> =>
      importUpload(deps, folder, { name, whole, dryRun, by: caller.name }, tell)
    const operationId = await runOperation(deps, { kind: dryRun ? 'import-dry-run' : 'import', caller }, work)
    return { body: { operationId }, location: `/v1/operations/${operationId}` }
  },
)

/** What came of it; of a dry run also what is wrong with the first rows that would be rejected. */
interface UploadReport extends ImportReport {
  readonly problems?: readonly (RowVerdict['problems'][number] & { readonly row: number })[]
}
const problemsTold = 200

async function importUpload(
  { db, uploads, clock }: V1Deps,
  folder: string,
  options: { readonly name: string; readonly whole: boolean; readonly dryRun: boolean; readonly by: string },
  tell: TellProgress,
): Promise<UploadReport> {
  const quarantine = join(folder, 'quarantine.csv')
  const problems: NonNullable<UploadReport['problems']>[number][] = []
  const note = (verdicts: readonly RowVerdict[]): void => {
    if (problems.length >= problemsTold) return
    problems.push(...verdicts.flatMap(({ row, problems: found }) => found.map((each) => ({ row, ...each }))))
  }
  try {
    const report = await importPortfolio(
      db,
      { path: join(folder, 'upload'), name: options.name },
      {
        by: options.by,
        now: clock(),
        whole: options.whole,
        quarantineTo: quarantine,
        onProgress: tell,
        memory: { folder },
        ...(options.dryRun ? { dryRun: note } : {}),
      },
    )
    if (report.quarantineFile !== null && report.importId !== null) {
      await mkdir(join(uploads, 'quarantine'), { recursive: true, mode: 0o700 })
      await rename(report.quarantineFile, quarantineFile(uploads, report.importId))
    }
    // Where it lies is of no use to the caller, who fetches it by the import's number.
    const told = options.dryRun ? { problems: problems.slice(0, problemsTold) } : {}
    return { ...report, quarantineFile: null, ...told }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function quarantineFile(uploads: string, importId: number): string {
  return join(uploads, 'quarantine', `${importId}.csv`)
}

const listed = route(
  {
    method: 'GET',
    path: '/imports',
    summary: 'Imports, the newest first',
    tag: 'imports',
    permission: 'imports:read',
    params: nothing,
    query: z.strictObject(page),
    body: noBody,
    answer: z.object({ imports: list(importLine), next: maybe(text) }),
  },
  async ({ query: { limit = pageSize, cursor }, caller, deps }) => {
    wholeFleet(caller)
    const found = await listImports(deps.db, { before: readCursor('imports', cursor), limit: limit + 1 })
    const { rows, next } = paged('imports', found, limit, ({ importId }) => importId)
    return { body: { imports: rows, next } }
  },
)

const one = route(
  {
    method: 'GET',
    path: '/imports/{import}',
    summary: 'One import, and what was wrong with its rows by kind',
    tag: 'imports',
    permission: 'imports:read',
    params: importParam,
    query: nothing,
    body: noBody,
    answer: importLine.extend({
      problems: list(z.object({ code: text, column: text, rows: count })),
      quarantine: z.boolean().describe('its rejected rows are here as a file (quarantine.csv)'),
    }),
  },
  async ({ params, caller, deps }) => {
    wholeFleet(caller)
    const found = await known(deps.db, params.import)
    const problems = await countProblems(deps.db, params.import)
    const file = await stat(quarantineFile(deps.uploads, params.import)).catch(() => null)
    return { body: { ...found, problems, quarantine: file !== null } }
  },
)

async function known(db: Queryable, importId: number) {
  const found = await findImport(db, importId)
  if (found !== null) return found
  throw new MeterliftError('IMPORT_UNKNOWN', `there is no import ${importId}`)
}

const problemList = route(
  {
    method: 'GET',
    path: '/imports/{import}/problems',
    summary: 'What was wrong with the rows of an import, in the order of its rows',
    tag: 'imports',
    permission: 'imports:read',
    params: importParam,
    query: z.strictObject({ ...page, code: z.string().trim().min(1).max(100).optional() }),
    body: noBody,
    answer: z.object({
      problems: list(z.object({ row: count, part: count, column: text, code: text, message: text, expected: text })),
      next: maybe(text),
    }),
  },
  async ({ params: { import: importId }, query: { limit = pageSize, cursor, code }, caller, deps }) => {
    wholeFleet(caller)
    await known(deps.db, importId)
    const which = ['problems', importId, code]
    const [row, part] = readPlace(which, cursor, /^(\d{1,15}) (\d{1,9})$/)?.map(Number) ?? []
    const found = await listProblems(
      deps.db,
      { importId, code },
      { after: { row: row ?? 0, part: part ?? 0 }, limit: limit + 1 },
    )
    const { rows, next } = paged(which, found, limit, (each) => `${each.row} ${each.part}`)
    return { body: { problems: rows, next } }
  },
)

const problems = route(
  {
    method: 'GET',
    path: '/imports/{import}/problems.csv',
    summary: 'What was wrong with the rows of an import: row, column, code, message, what is expected',
    tag: 'imports',
    permission: 'imports:read',
    audited: true,
    params: importParam,
    query: nothing,
    body: noBody,
    answer: text,
    raw: { type: 'text/csv', describe: 'the problems' },
  },
  async ({ params, caller, deps, read, reply }) => {
    wholeFleet(caller)
    await known(deps.db, params.import)
    sendCsv(reply, `import-${params.import}-problems.csv`, (out) =>
      read((tx) => pipeline(problemLines(tx, params.import), out)),
    )
    return null
  },
)

async function* problemLines(tx: Queryable, importId: number): AsyncGenerator<string> {
  yield stringify([['row', 'column', 'code', 'message', 'expected']])
  for await (const batch of readQuarantine(tx, importId)) {
    yield stringify(batch.map(({ row, column, code, message, expected }) => [row, column, code, message, expected]))
  }
}

const quarantine = route(
  {
    method: 'GET',
    path: '/imports/{import}/quarantine.csv',
    summary: 'The rejected rows of an import with what is wrong: correct them there, and import that file',
    tag: 'imports',
    permission: 'imports:read',
    audited: true,
    params: importParam,
    query: nothing,
    body: noBody,
    answer: text,
    raw: { type: 'text/csv', describe: 'the rejected rows' },
  },
  async ({ params, caller, deps, reply }) => {
    wholeFleet(caller)
    await known(deps.db, params.import)
    const path = quarantineFile(deps.uploads, params.import)
    if ((await stat(path).catch(() => null)) === null) {
      throw new MeterliftError('QUARANTINE_FILE_ELSEWHERE', `no quarantine file of import ${params.import} is here`, {
        hint: 'nothing was rejected, or it was imported from the command line, which left the file there; problems.csv has what was wrong',
      })
    }
    sendCsv(reply, `import-${params.import}-quarantine.csv`, (out) => pipeline(createReadStream(path), out))
    return null
  },
)

export const importRoutes: readonly Route[] = [upload, listed, one, problemList, problems, quarantine]
