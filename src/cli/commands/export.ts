import type { Command } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { exportColumns, exportMeters } from '../../register/export/export-meters.js'
import type { MeterFilter } from '../../register/read/meter-filter.js'
import { resolveFilter } from '../../operations/resolve-filter.js'
import { withContext } from '../context.js'
import { common, example, filters, read } from '../options.js'
import { writeCsv, type CsvPart } from '../write-csv.js'

/** export: meters with where they stand, as CSV, streamed. */
export function addExport(program: Command): void {
  const command = example(
    filters(common(program.command('export'))),
    'export --stage needs-action --to open.csv',
    'export | head',
  )
    .description('export meters with where they stand, as CSV (columns: docs/cli.md)')
    .option('--to <file>', 'write to a file, readable by you alone, instead of standard output')
    .action(async () => {
      const options = read<MeterFilter & { readonly to?: string }>(command)
      await withContext(options, async ({ db, inForce }) => {
        const filter = resolveFilter((await inForce()).programme, options, Date.now())
        async function* parts(): AsyncGenerator<CsvPart> {
          yield { text: stringify([[...exportColumns]]), n: 0 }
          for await (const batch of exportMeters(db, filter)) {
            yield { text: stringify(batch.map((row) => exportColumns.map((column) => row[column]))), n: batch.length }
          }
        }
        await writeCsv(parts(), { to: options.to ?? null, json: options.json, what: 'meters' })
      })
    })
}
