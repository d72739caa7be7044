import type { Command } from 'commander'
import { memberStates } from '../../domain/batch/state.js'
import { memberCsv } from '../../operations/batch/member-csv.js'
import { listMembers, type MemberFilter } from '../../register/batch/read-batches.js'
import { readBatch } from '../../register/batch/row.js'
import { withContext } from '../context.js'
import { common, example, oneOf, read, wholeNumber } from '../options.js'
import { say, sayJson, sayTable } from '../print.js'
import { writeCsv } from '../write-csv.js'
import { batchNumber } from './batch-arguments.js'

function memberFilters(command: Command): Command {
  return command
    .option('--state <state>', `only members that are ${memberStates.join(', ')}`, oneOf(memberStates))
    .option('--code <code>', 'only members with this reason')
    .option('--wave <n>', 'only members of this wave', wholeNumber(1, 10_000))
}

/** batch members and batch export. */
export function addBatchMembers(group: Command): void {
  const members = example(
    memberFilters(common(group.command('members').argument('<batch>', 'its number', batchNumber))),
    'batch members 7 --state failed',
  )
    .description('members with where they stand and why')
    .option('--limit <n>', 'how many', wholeNumber(1, 10_000), 50)
    .option('--after <number>', 'go on after this journey', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .action(async (batchId: number) => {
      const options = read<MemberFilter & { readonly limit: number; readonly after: number }>(members)
      await withContext(options, async ({ db }) => {
        await readBatch(db, batchId)
        const found = await listMembers(db, batchId, options, { after: options.after, limit: options.limit + 1 })
        const rows = found.slice(0, options.limit)
        const next = found.length > options.limit ? (rows.at(-1)?.journeyId ?? null) : null
        if (options.json) {
          sayJson({ members: rows, next })
          return
        }
        sayTable(
          [
            { title: 'journey', align: 'right' },
            { title: 'device', spare: 2 },
            { title: 'supplier', spare: 1 },
            { title: 'wave', align: 'right' },
            { title: 'state' },
            { title: 'why' },
            { title: 'attempts', align: 'right' },
            { title: 'due' },
            { title: 'moved to', align: 'right', spare: 3 },
          ],
          rows.map((row) => [
            String(row.journeyId),
            row.deviceId,
            row.supplier,
            row.wave,
            row.state,
            row.code,
            row.attempts,
            row.dueOn,
            row.movedTo,
          ]),
        )
        if (next !== null) say(`more: add --after ${next}`)
      })
    })
  const exporting = example(
    memberFilters(common(group.command('export').argument('<batch>', 'its number', batchNumber))),
    'batch export 7 --to batch-7.csv',
  )
    .description('members with where they stand, as CSV (columns: docs/batches.md)')
    .option('--to <file>', 'write to a file, readable by you alone, instead of standard output')
    .action(async (batchId: number) => {
      const options = read<MemberFilter & { readonly to?: string }>(exporting)
      await withContext(options, async ({ db }) => {
        await readBatch(db, batchId)
        await writeCsv(memberCsv(db, batchId, options), {
          to: options.to ?? null,
          json: options.json,
          what: 'members',
        })
      })
    })
}
