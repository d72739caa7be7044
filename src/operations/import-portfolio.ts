import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { pipeline } from 'node:stream/promises'
import { londonDate } from '../domain/calendar.js'
import type { EpochMs } from '../domain/brands.js'
import { MeterliftError } from '../domain/errors.js'
import type { RawRow, RowProblem } from '../portfolio/columns.js'
import { RowValues } from '../portfolio/good-row.js'
import { loadMapping, noMapping } from '../portfolio/mapping.js'
import { openQuarantineFile, type QuarantineFile } from '../portfolio/quarantine-file.js'
import type { PortfolioSource } from '../portfolio/read-portfolio.js'
import type { Database, Queryable } from '../register/database.js'
import { onceInTransaction } from '../runtime/once-in-transaction.js'
import { checkRows } from '../register/import/check-rows.js'
import { openFirstLoad } from '../register/import/first-load.js'
import { countRows, mergeRows, type MergeContext, type MergeCounts } from '../register/import/merge.js'
import { createModels, createStaging, setMemory } from '../register/import/stage.js'
import { openStagingWriter } from '../register/import/staging-writer.js'
import { createProgrammeStore, holdProgramme } from '../register/programme/store.js'
import {
  checksOf,
  openReader,
  readRows,
  type ImportMemory,
  type ReadCounts,
  type Reader,
  type RowsToRead,
} from './import-rows.js'

export interface ImportOptions {
  readonly by: string
  readonly now: EpochMs
  /** The file is the whole portfolio of its suppliers. */
  readonly whole?: boolean
  /** Mapping file of a supplier's own layout. */
  readonly map?: string
  /** Where rejected rows go; a file that exists is replaced. */
  readonly quarantineTo: string
  readonly onProgress?: RowsToRead['onProgress']
  readonly memory?: Partial<ImportMemory>
  /** What would happen to each row is told, and nothing is changed. */
  readonly dryRun?: (verdicts: readonly RowVerdict[]) => Promise<void> | void
}

const defaultMemory = { fileBytes: 128 * 1024 * 1024, gathered: 16_384, rowsAtOnce: 262_144 }

/** What would happen to a row. */
export interface RowVerdict {
  readonly row: number
  readonly verdict: 'created' | 'changed' | 'unchanged' | 'ended' | 'rejected'
  readonly changes: Readonly<Record<string, readonly [string | null, string | null]>> | null
  readonly problems: readonly RowProblem[]
}

export interface ImportReport {
  readonly importId: number | null
  readonly rows: number
  readonly created: number
  readonly changed: number
  readonly unchanged: number
  /** Rows that differ from the register although their journey has ended; nothing was changed for them. */
  readonly ended: number
  readonly rejected: number
  readonly missing: number
  readonly warnings: number
  readonly quarantineFile: string | null
  /** The same file was imported before, in full: nothing was done. */
  readonly alreadyImported: boolean
}

/** Ends the transaction of a dry run without a trace. */
class DryRunDone extends Error {
  constructor(readonly report: ImportReport) {
    super('dry run')
  }
}

/**
 * Imports a portfolio file: each good row into the register, each bad one into quarantine, all in one transaction, so
 * that an import that dies has changed nothing. Its memory hardly grows with the file (`ImportMemory`).
 * @throws MeterliftError PORTFOLIO_... where the file as a whole cannot be read
 */
export async function importPortfolio(
  db: Database,
  source: PortfolioSource,
  options: ImportOptions,
): Promise<ImportReport> {
  const digest = 'path' in source && options.map === undefined ? await digestOf(source.path) : null
  if (digest !== null && options.dryRun === undefined && options.whole !== true) {
    const before = await importedBefore(db, digest)
    if (before !== null) return before
  }
  const mapping = options.map === undefined ? noMapping : await loadMapping(options.map)
  const reader = await openReader(source, mapping)
  const { file } = reader
  const quarantine = options.dryRun === undefined ? openQuarantineFile(options.quarantineTo, file.noteColumns) : null
  try {
    return await onceInTransaction(db, (tx) => importInto(tx, reader, digest, quarantine, options))
  } catch (error) {
    await quarantine?.discard()
    if (error instanceof DryRunDone) return error.report
    throw error
  } finally {
    file.close()
  }
}

async function importInto(
  tx: Queryable,
  reader: Reader,
  digest: string | null,
  quarantine: QuarantineFile | null,
  options: ImportOptions,
): Promise<ImportReport> {
  // Imports follow one another: two at once could both make the same hub's installation or meter.
  await tx`select pg_advisory_xact_lock(7305121)`
  await holdProgramme(tx, 'shared')
  const { programme, version } = await createProgrammeStore().current(tx)
  const [made] = await tx<{ import_id: number }[]>`
    insert into import (file_name, digest, started_at, started_by, whole)
    values (${reader.file.name}, ${digest}, ${options.now}, ${options.by}, ${options.whole ?? false}) returning import_id`
  const importId = made?.import_id ?? 0
  await setMemory(tx)
  const context = {
    importId,
    programme,
    programmeVersion: version,
    by: options.by,
    now: options.now,
    today: londonDate(options.now),
    whole: options.whole ?? false,
  }
  const { dryRun } = options
  const rows: RowsToRead = {
    ...reader,
    programme,
    now: options.now,
    memory: { ...defaultMemory, folder: tmpdir(), ...options.memory },
    async onRefused(refused) {
      await quarantine?.add(refused)
      await dryRun?.(
        refused.map(({ number, problems }) => ({ row: number, verdict: 'rejected', changes: null, problems })),
      )
    },
    onProgress: options.onProgress ?? (() => undefined),
  }
  const first = dryRun === undefined ? await firstImport(tx, rows, context) : null
  const [read, rejected, counts] = first ?? (await laterImport(tx, rows, context, dryRun))
  await tx`
    update import set finished_at = ${options.now}, rows = ${read.rows}, created = ${counts.created}, changed = ${counts.changed},
           unchanged = ${counts.unchanged + counts.ended}, rejected = ${rejected}, missing = ${counts.missing}
    where import_id = ${importId}`
  return report(importId, read, rejected, counts, (await quarantine?.complete()) ?? null)
}

type Imported = readonly [read: ReadCounts, rejected: number, counts: MergeCounts]

/**
 * Fills a register that holds no meters, straight from the file; null where that is not so. A stream is not taken this
 * way: it may stall, and the tables are locked meanwhile.
 */
async function firstImport(tx: Queryable, rows: RowsToRead, context: MergeContext): Promise<Imported | null> {
  if (rows.bytes === null) return null
  const [register] = await tx<{ empty: boolean }[]>`select not exists (select from meter) as empty`
  if (register?.empty !== true) return null
  const values = new RowValues()
  const checks = await checksOf(rows, rows.bytes, values)
  try {
    const load = await openFirstLoad(tx, values, checks, context)
    if (load === null) return null
    const read = await readRows(rows, values, load)
    const created = await load.finish()
    return [read, read.rejected, { created, changed: 0, unchanged: 0, ended: 0, missing: 0 }]
  } finally {
    await checks.close()
  }
}

/** Stages the file's rows and compares them with what the register has. */
async function laterImport(
  tx: Queryable,
  rows: RowsToRead,
  context: MergeContext,
  dryRun: ImportOptions['dryRun'],
): Promise<Imported> {
  await createStaging(tx)
  await createModels(tx)
  const values = new RowValues()
  const staging = await openStagingWriter(tx, values, rows.memory)
  const read = await readRows(rows, values, staging)
  await staging.finish()
  await checkRows(tx)
  const rejected = read.rejected + (await lateProblems(tx, rows))
  if (dryRun !== undefined) {
    await tellVerdicts(tx, dryRun)
    throw new DryRunDone(report(null, read, rejected, { ...(await countRows(tx)), missing: 0 }, null))
  }
  const counts = await mergeRows(tx, context)
  await tx`
    insert into quarantine
    select ${context.importId}, row_number, row_number() over (partition by row_number order by part), "column", code, message, expected
    from problem`
  return [read, rejected, counts]
}

interface LateRow extends Readonly<Record<string, unknown>> {
  readonly row_number: number
  readonly values: RawRow
  readonly notes: Readonly<Record<string, string>> | null
  readonly problems: readonly RowProblem[]
}

/** Refuses the rows that only the set-based checks rejected, with the values as they were understood. */
async function lateProblems(tx: Queryable, { onRefused }: Pick<RowsToRead, 'onRefused'>): Promise<number> {
  let late = 0
  const rows = tx<LateRow[]>`
    select s.row_number, s.notes,
           (to_jsonb(s) || to_jsonb(d) || to_jsonb(h) || jsonb_build_object('supplier', s.supplier_id, 'smso', s.smso_id)) as values,
           (select jsonb_agg(jsonb_build_object('column', p."column", 'code', p.code, 'message', p.message, 'expected', p.expected) order by p.part)
            from problem p where p.row_number = s.row_number) as problems
    from rejected s join device_model d on d.id = s.device_model_id join hub_model h on h.id = s.hub_model_id
    order by s.row_number`.cursor(500)
  for await (const batch of rows) {
    late += batch.length
    await onRefused(
      batch.map((row) => ({
        number: row.row_number,
        values: row.values,
        notes: row.notes ?? {},
        problems: row.problems,
      })),
    )
  }
  return late
}

async function tellVerdicts(tx: Queryable, tell: NonNullable<ImportOptions['dryRun']>): Promise<void> {
  const rows = tx<{ row_number: number; verdict: RowVerdict['verdict']; changes: RowVerdict['changes'] }[]>`
    select row_number, changes,
           case when k.row_number is not null then k.verdict when f.row_number is not null then 'created' else 'unchanged' end as verdict
    from staging left join fresh f using (row_number) left join known k using (row_number) order by row_number`.cursor(
    500,
  )
  for await (const batch of rows)
    await tell(batch.map(({ row_number, verdict, changes }) => ({ row: row_number, verdict, changes, problems: [] })))
}

function report(
  importId: number | null,
  read: ReadCounts,
  rejected: number,
  counts: MergeCounts,
  quarantineFile: string | null,
): ImportReport {
  const { created, changed, unchanged, ended, missing } = counts
  return {
    importId,
    rows: read.rows,
    created,
    changed,
    unchanged,
    ended,
    rejected,
    missing,
    warnings: read.warnings,
    quarantineFile,
    alreadyImported: false,
  }
}

async function importedBefore(db: Database, digest: string): Promise<ImportReport | null> {
  const [row] = await db<
    {
      import_id: number
      rows: number
      created: number
      changed: number
      unchanged: number
      rejected: number
      missing: number
    }[]
  >`
    select import_id, rows, created, changed, unchanged, rejected, missing from import
    where digest = ${digest} and finished_at is not null and import_id = (select max(import_id) from import where finished_at is not null)`
  if (row === undefined) return null
  return {
    importId: row.import_id,
    rows: row.rows,
    created: 0,
    changed: 0,
    unchanged: row.rows - row.rejected,
    ended: 0,
    rejected: row.rejected,
    missing: 0,
    warnings: 0,
    quarantineFile: null,
    alreadyImported: true,
  }
}

async function digestOf(path: string): Promise<string> {
  const found = await stat(path).catch(() => null)
  if (found === null || !found.isFile()) {
    throw new MeterliftError('PORTFOLIO_UNREADABLE', `${path} ${found === null ? 'does not exist' : 'is not a file'}`, {
      hint: 'check the path; “-” reads standard input',
    })
  }
  const hash = createHash('sha256')
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash)
  return hash.digest('hex')
}
