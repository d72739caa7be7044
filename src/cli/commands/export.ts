import type { Command } from 'commander'
import { stringify } from 'csv-stringify/sync'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
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
        const filter = resolveFilter((await inForce()).programme, options)
        const out = options.to === undefined ? process.stdout : createWriteStream(options.to, { mode: 0o600 })
        if (options.to !== undefined) await once(out, 'open')
        let meters = 0
        await writeTo(out, stringify([[...exportColumns]]))
        for await (const batch of exportMeters(db, filter)) {
          meters += batch.length
          await writeTo(out, stringify(batch.map((row) => exportColumns.map((column) => row[column]))))
        }
        if (options.to === undefined) return
        out.end()
        await once(out, 'finish')
        if (options.json) sayJson({ meters, file: options.to })
        else process.stderr.write(`${meters} meters in ${options.to}\n`)
      })
    })
}
