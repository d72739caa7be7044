import type { Command } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { exportColumns, exportMeters } from '../../register/export/export-meters.js'
import type { MeterFilter } from '../../register/read/meter-filter.js'
import { resolveFilter } from '../../operations/resolve-filter.js'
import { withContext } from '../context.js'
import { common, example, filters, read } from '../options.js'
import { sayJson, writeTo } from '../print.js'

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
        let meters = 0
        async function* lines(): AsyncGenerator<string> {
          yield stringify([[...exportColumns]])
          for await (const batch of exportMeters(db, filter)) {
            meters += batch.length
            yield stringify(batch.map((row) => exportColumns.map((column) => row[column])))
          }
        }
        if (options.to === undefined) {
          for await (const text of lines()) await writeTo(process.stdout, text)
          return
        }
        await pipeline(lines(), createWriteStream(options.to, { mode: 0o600 }))
        if (options.json) sayJson({ meters, file: options.to })
        else process.stderr.write(`${meters} meters in ${options.to}\n`)
      })
    })
}
