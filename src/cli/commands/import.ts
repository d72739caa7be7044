import type { Command } from 'commander'
import { resolve } from 'node:path'
import { importPortfolio, type ImportReport, type RowVerdict } from '../../operations/import-portfolio.js'
import { withContext } from '../context.js'
import { acting, example, readActing } from '../options.js'
import { count, counted, jsonOf, say, writeTo } from '../print.js'

interface ImportCommandOptions {
  readonly map?: string
  readonly dryRun: boolean
  readonly whole: boolean
  readonly quarantine?: string
}

/** import: a portfolio file into the register. */
export function addImport(program: Command): void {
  const command = example(
    acting(program.command('import <file>')),
    'import portfolio.csv --dry-run --json',
    'import - < portfolio.csv',
  )
    .description('import a portfolio file (CSV, also .gz; “-” reads standard input)')
    .option('--map <file>', "mapping file of a supplier's own layout")
    .option(
      '--dry-run',
      'say per row what would happen, and change nothing; with --json one JSON line a row, the report last',
      false,
    )
    .option('--whole', 'the file is the whole portfolio of its suppliers: meters it lacks are listed', false)
    .option('--quarantine <file>', 'where rejected rows go (default: quarantine/ in the data folder)')
    .action(async (file: string) => {
      const options = readActing<ImportCommandOptions>(command)
      await withContext(options, async ({ db }) => {
        const now = Date.now()
        const source = file === '-' ? { stream: process.stdin, name: 'standard input' } : { path: file }
        const tell = async (verdicts: readonly RowVerdict[]): Promise<void> => {
          const lines = verdicts.flatMap((verdict) => (options.json ? [jsonOf(verdict)] : verdictLine(verdict)))
          if (lines.length > 0) await writeTo(process.stdout, `${lines.join('\n')}\n`)
        }
        const report = await importPortfolio(db, source, {
          by: options.by,
          now,
          whole: options.whole,
          ...(options.map === undefined ? {} : { map: options.map }),
          quarantineTo: resolve(
            options.quarantine ?? `${options.data}/quarantine/${new Date(now).toISOString().replaceAll(':', '')}.csv`,
          ),
          ...(options.dryRun ? { dryRun: tell } : {}),
        })
        if (options.json) say(jsonOf(report))
        else for (const line of reportLines(file, report, options.dryRun)) say(line)
      })
    })
}

function verdictLine({ row, verdict, changes, problems }: RowVerdict): readonly string[] {
  if (verdict === 'unchanged') return []
  const wrong = problems
    .map(({ column, code, message, expected }) => `; ${column} ${code}: ${message} (expected: ${expected})`)
    .join('')
  return [`row ${row}: ${verdict}${wrong}${changes === null ? '' : `: ${Object.keys(changes).join(', ')}`}`]
}

function reportLines(file: string, report: ImportReport, dryRun: boolean): readonly string[] {
  if (report.alreadyImported) return [`${file} was imported before, as it is; nothing was done`]
  const { rows, created, changed, unchanged, ended, rejected, missing, warnings, quarantineFile } = report
  return [
    `${count(rows)} rows: ${count(created)} new, ${count(changed)} changed, ${count(unchanged)} unchanged, ${count(rejected)} rejected${dryRun ? ' (dry run: nothing was changed)' : ''}`,
    ...(ended > 0
      ? [
          `${counted(ended, 'row')} ${ended === 1 ? 'differs' : 'differ'} from what is held of meters whose journey has ended; such rows are left`,
        ]
      : []),
    ...(missing > 0
      ? [
          `${count(missing)} meters of these suppliers are missing from the file (IMP_MISSING); each one's story says so`,
        ]
      : []),
    ...(warnings > 0 ? [`${count(warnings)} check digits are wrong; the programme lets them pass`] : []),
    ...(quarantineFile === null ? [] : [`rejected rows: ${quarantineFile} (correct them there and import that file)`]),
  ]
}
