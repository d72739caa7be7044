import type { Command } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { londonDate } from '../../domain/calendar.js'
import { importPortfolio } from '../../operations/import-portfolio.js'
import { readProgrammeFolder } from '../../operations/apply-programme.js'
import { writeSample } from '../../operations/write-sample.js'
import { exportMeters, type MeterFilter } from '../../register/read/meters.js'
import { withContext } from '../context.js'
import { common, date, filters, read, wholeNumber } from '../options.js'
import { isoInstants, say, sayJson } from '../print.js'

/** import, sample and export: files in and out. */
export function addDataCommands(program: Command): void {
  const importing = common(program.command('import <file>'))
    .description('import a portfolio file (CSV, also .gz; “-” reads standard input)')
    .option('--map <file>', "mapping file of a supplier's own layout")
    .option('--dry-run', 'say per row what would happen, and change nothing', false)
    .option('--whole', 'the file is the whole portfolio of its suppliers: meters it lacks are listed', false)
    .option('--quarantine <file>', 'where rejected rows go')
    .addHelpText('after', '\nExample:\n  npx meterlift import portfolio.csv --dry-run --json')
    .action(async (file: string) => {
      const options = read<{ map?: string; dryRun: boolean; whole: boolean; quarantine?: string }>(importing)
      await withContext(options, async ({ db }) => {
        const now = Date.now()
        const source = file === '-' ? { stream: process.stdin, name: 'standard input' } : { path: file }
        const report = await importPortfolio(db, source, {
          by: options.by,
          now,
          whole: options.whole,
          ...(options.map === undefined ? {} : { map: options.map }),
          quarantineTo: resolve(options.quarantine ?? `${options.data}/quarantine/${new Date(now).toISOString().replaceAll(':', '')}.csv`),
          ...(options.dryRun
            ? {
                dryRun: (verdicts) => {
                  for (const verdict of verdicts) {
                    if (options.json) say(JSON.stringify(verdict))
                    else if (verdict.verdict !== 'unchanged') say(`row ${verdict.row}: ${verdict.verdict}${verdict.problems.map(({ column, code, message, expected }) => `; ${column} ${code}: ${message} (expected ${expected})`).join('')}${verdict.changes === null ? '' : `: ${Object.keys(verdict.changes).join(', ')}`}`)
                  }
                },
              }
            : {}),
        })
        if (options.json) sayJson(report)
        else if (report.alreadyImported) say(`${file} was imported before, as it is; nothing was done`)
        else {
          say(`${report.rows} rows: ${report.created} new, ${report.changed} changed, ${report.unchanged + report.ended} unchanged, ${report.rejected} rejected${options.dryRun ? ' (dry run: nothing was changed)' : ''}`)
          if (report.ended > 0) say(`${report.ended} rows differ from meters whose journey has ended; they were left as they are`)
          if (report.missing > 0) say(`${report.missing} meters of these suppliers are missing from the file: meterlift meters show tells of each`)
          if (report.warnings > 0) say(`${report.warnings} warnings (check digits)`)
          if (report.quarantineFile !== null) say(`rejected rows: ${report.quarantineFile} (correct them and import that file)`)
        }
      })
    })

  const sample = common(program.command('sample <file>'))
    .description('write an invented portfolio, and beside it the world the sandbox plays (<file>.world.csv)')
    .option('--size <n>', 'meters', wholeNumber(1, 20_000_000), 2_000)
    .option('--seed <n>', 'the same seed gives the same meters', wholeNumber(0, 4_294_967_295), 20_180_401)
    .option('--today <date>', 'the day around which its dates lie', date, londonDate(Date.now()))
    .option('--programme <dir>', 'programme whose device models it uses', 'examples/programmes/example')
    .addHelpText('after', '\nExample:\n  npx meterlift sample big.csv --size 100000 --seed 7')
    .action(async (file: string) => {
      const options = read<{ size: number; seed: number; today: string; programme: string }>(sample)
      const { programme } = await readProgrammeFolder(options.programme, Date.now())
      const { meters } = await writeSample({ programme, size: options.size, seed: options.seed, today: options.today, portfolio: file, world: `${file}.world.csv` })
      if (options.json) sayJson({ meters, portfolio: file, world: `${file}.world.csv` })
      else say(`${meters} meters in ${file}; their world in ${file}.world.csv`)
    })

  const exporting = filters(common(program.command('export')))
    .description('export meters with where they stand, as CSV')
    .option('--to <file>', 'write to a file instead of standard output')
    .addHelpText('after', '\nExample:\n  npx meterlift export --stage needs-action --to open.csv')
    .action(async () => {
      const options = read<MeterFilter & { to?: string }>(exporting)
      await withContext(options, async ({ db }) => {
        const out = options.to === undefined ? process.stdout : createWriteStream(options.to, { mode: 0o600 })
        let header = true
        for await (const batch of exportMeters(db, options)) {
          const rows = batch.map(isoInstants)
          if (!out.write(stringify(rows, { header })) && out.writable) await once(out, 'drain')
          header = false
        }
        if (options.to !== undefined) {
          out.end()
          await once(out, 'finish')
        }
      })
    })
}
