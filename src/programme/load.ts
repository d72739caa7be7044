import type { IsoDate } from '../domain/brands.js'
import type { Programme } from '../domain/programme.js'
import { programmeFiles, type ProgrammeFile } from '../domain/programme-files.js'
import * as checks from './checks.js'
import { bankHolidayCsv, cplCsv, epclCsv, retryCsv } from './csv-schemas.js'
import type { CsvSchema } from './csv-schemas.js'
import { readCsv } from './csv-source.js'
import { sourceDigest } from './digest.js'
import { readFolder } from './files.js'
import type { FolderContent } from './files.js'
import { problemsOf } from './issues.js'
import { readItems, unreadable } from './items.js'
import type { ItemList } from './items.js'
import { sortProblems } from './problem.js'
import type { ProgrammeProblem } from './problem.js'
import type { DateContext } from './relative-date.js'
import { cohortSchema, laneSchema, policySchema, settingsSchema, smsoSchema, supplierSchema } from './yaml-schemas.js'
import type { Settings } from './yaml-schemas.js'
import { readYaml } from './yaml-source.js'
import type { z } from 'zod'

export type LoadResult =
  | { readonly ok: true; readonly programme: Programme; readonly digest: string }
  | { readonly ok: false; readonly problems: readonly ProgrammeProblem[] }

/**
 * Reads and checks a programme folder (docs/programme.md). All problems come at once, each with file, line and field.
 * The programme returned has absolute dates only; `today` (London) is what relative ones count from. `digest` is over
 * the files, so that a programme with relative dates does not look new each day.
 */
export async function loadProgramme(folder: string, options: { readonly today: IsoDate }): Promise<LoadResult> {
  const content = await readFolder(folder)
  const settings = readSettings(content)
  const dates: DateContext = { today: options.today, relative: settings.relative }
  const suppliers = yamlItems(content, 'suppliers.yaml', supplierSchema, 'supplier')
  const smsos = yamlItems(content, 'smsos.yaml', smsoSchema, 'SMSO')
  const cohorts = yamlItems(content, 'cohorts.yaml', cohortSchema(dates), 'cohort')
  const lanes = yamlItems(content, 'lanes.yaml', laneSchema, 'lane')
  const policies = yamlItems(content, 'policies.yaml', policySchema(dates), 'policy')
  const retry = csvItems(content, 'retry.csv', retryCsv())
  const cpl = csvItems(content, 'cpl.csv', cplCsv(dates))
  const epcl = csvItems(content, 'epcl.csv', epclCsv(dates))
  const bankHolidays = csvItems(content, 'bank-holidays.csv', bankHolidayCsv(dates))

  const lists = [suppliers, smsos, cohorts, lanes, policies, retry, cpl, epcl, bankHolidays]
  const problems = [
    ...content.problems,
    ...settings.problems,
    ...lists.flatMap((list) => list.problems),
    ...[suppliers, smsos].flatMap((list) => [...checks.checkIds(list), ...checks.checkNames(list)]),
    ...[...checks.checkIds(cohorts), ...checks.checkIds(lanes), ...checks.checkIds(policies), ...checks.checkIds(epcl)],
    ...checks.checkCohorts(cohorts, lanes),
    ...checks.checkPolicies(policies),
    ...checks.checkRetry(retry),
    ...checks.checkCpl(cpl),
    ...checks.checkEpcl(epcl, cohorts),
    ...checks.checkBankHolidays(bankHolidays),
  ]
  if (problems.length > 0 || settings.value === null)
    return { ok: false, problems: sortProblems(problems, programmeFiles) }

  const { name, title, switches, records } = settings.value
  const programme: Programme = {
    name,
    title,
    switches,
    checks: settings.value.checks,
    records,
    suppliers: valuesOf(suppliers),
    smsos: valuesOf(smsos),
    cohorts: valuesOf(cohorts),
    cpl: valuesOf(cpl),
    epcl: valuesOf(epcl),
    policies: valuesOf(policies),
    retry: { ...settings.value.retry, rules: valuesOf(retry) },
    lanes: valuesOf(lanes),
    bankHolidays: valuesOf(bankHolidays),
  }
  return { ok: true, programme, digest: sourceDigest(content.files) }
}

interface SettingsResult {
  readonly value: Settings | null
  readonly relative: boolean
  readonly problems: readonly ProgrammeProblem[]
}

function readSettings(content: FolderContent): SettingsResult {
  const text = content.files.get('programme.yaml')
  // While programme.yaml itself is broken, relative dates elsewhere are not held against it.
  if (text === undefined) return { value: null, relative: true, problems: [] }
  const read = readYaml('programme.yaml', text)
  if (!read.ok) return { value: null, relative: true, problems: read.problems }
  const result = settingsSchema.safeParse(read.source.value)
  if (result.success) return { value: result.data, relative: result.data.dates === 'relative', problems: [] }
  return { value: null, relative: true, problems: problemsOf(settingsSchema, result.error, read.source, []) }
}

function yamlItems<T>(content: FolderContent, file: ProgrammeFile, schema: z.ZodType<T>, what: string): ItemList<T> {
  const text = content.files.get(file)
  if (text === undefined) return unreadable(file, [])
  const read = readYaml(file, text)
  return read.ok ? readItems(read.source, schema, what) : unreadable(file, read.problems)
}

function csvItems<T>(content: FolderContent, file: ProgrammeFile, schema: CsvSchema<T>): ItemList<T> {
  const text = content.files.get(file)
  if (text === undefined) return unreadable(file, [])
  const read = readCsv(file, text, schema.columns)
  if (!read.ok) return unreadable(file, read.problems)
  const list = readItems(read.source, schema.row, 'row')
  return { ...list, problems: [...read.problems, ...list.problems] }
}

function valuesOf<T>(list: ItemList<T>): readonly T[] {
  return list.items.map(({ value }) => value)
}
