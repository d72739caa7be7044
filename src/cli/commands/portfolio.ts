import type { Command } from 'commander'
import { resolveFilter } from '../../operations/resolve-filter.js'
import { readFigures } from '../../operations/supplier-figures.js'
import { listReplacements } from '../../register/read/replacements.js'
import { changeDirections, listSupplierChanges, type ChangeDirection } from '../../register/read/supplier-changes.js'
import { withContext } from '../context.js'
import { common, example, oneOf, read, wholeNumber } from '../options.js'
import { count, say, sayJson, sayTable } from '../print.js'

interface Supplied {
  readonly supplier?: string
}
const most = Number.MAX_SAFE_INTEGER

/** changes, replacements and figures: what a supplier asks of its portfolio. */
export function addPortfolio(program: Command): void {
  addChanges(program)
  addReplacements(program)
  addFigures(program)
}

function supplied(program: Command, name: string, use: string): Command {
  return example(common(program.command(name)), `${name} ${use}`).option('--supplier <name>', 'only of this supplier')
}

function addChanges(program: Command): void {
  const command = supplied(program, 'changes', '--supplier edf --direction gained')
    .description('meters that changed supplier, the last recorded first')
    .option('--direction <direction>', changeDirections.join(' or '), oneOf(changeDirections))
    .option('--limit <n>', 'how many', wholeNumber(1, 10_000), 50)
    .option('--before <number>', 'go on before this change', wholeNumber(1, most))
    .action(async () => {
      const options = read<Supplied & { direction?: ChangeDirection; limit: number; before?: number }>(command)
      await withContext(options, async ({ db, inForce }) => {
        const { supplier } = resolveFilter((await inForce()).programme, { supplier: options.supplier }, Date.now())
        const { direction, limit, before = null } = options
        const found = await listSupplierChanges(db, { supplier, direction }, { before, limit: limit + 1 })
        const rows = found.slice(0, limit)
        const next = found.length > limit ? (rows.at(-1)?.changeId ?? null) : null
        if (options.json) {
          sayJson({ changes: rows, next })
          return
        }
        if (rows.length === 0) {
          say('no meter changed supplier')
          return
        }
        sayTable(
          [
            { title: 'on' },
            { title: 'supplier' },
            { title: 'what' },
            { title: 'journey', align: 'right' },
            { title: 'device' },
          ],
          rows.map((each) => [each.changedOn, each.supplier, each.direction, String(each.journeyId), each.deviceId]),
        )
        if (next !== null) say(`more: add --before ${next}`)
      })
    })
}

function addReplacements(program: Command): void {
  const command = supplied(program, 'replacements', '--supplier edf --open')
    .description('meters with a SMETS2 replacement on its way or done, with its dates')
    .option('--open', 'only those on their way', false)
    .option('--limit <n>', 'how many', wholeNumber(1, 10_000), 50)
    .option('--after <number>', 'go on after this journey', wholeNumber(0, most), 0)
    .action(async () => {
      const options = read<Supplied & { open: boolean; limit: number; after: number }>(command)
      await withContext(options, async ({ db, inForce }) => {
        const { supplier } = resolveFilter((await inForce()).programme, { supplier: options.supplier }, Date.now())
        const { limit, after } = options
        const found = await listReplacements(
          db,
          { supplier, open: options.open ? true : null },
          { after, limit: limit + 1 },
        )
        const rows = found.slice(0, limit)
        const next = found.length > limit ? (rows.at(-1)?.journeyId ?? null) : null
        if (options.json) {
          sayJson({ replacements: rows, next })
          return
        }
        if (rows.length === 0) {
          say('no meter is being replaced, or was')
          return
        }
        sayTable(
          [
            { title: 'journey', align: 'right' },
            { title: 'device' },
            { title: 'supplier' },
            { title: 'state' },
            { title: 'ordered' },
            { title: 'appointed' },
            { title: 'done' },
            { title: 'due' },
          ],
          rows.map((each) => [
            String(each.journeyId),
            each.deviceId,
            each.supplier,
            each.state,
            each.orderedOn,
            each.appointedOn,
            each.doneOn,
            each.dueOn,
          ]),
        )
        if (next !== null) say(`more: add --after ${next}`)
      })
    })
}

function addFigures(program: Command): void {
  const command = supplied(program, 'figures', '--supplier edf --months 6')
    .description('figures by month: enrolled, replaced, excluded, failed, decided, breached, attempts, cost')
    .option('--months <n>', 'how many months, this one first', wholeNumber(1, 60), 12)
    .action(async () => {
      const options = read<Supplied & { readonly months: number }>(command)
      await withContext(options, async ({ db, inForce }) => {
        const { programme } = await inForce()
        const now = Date.now()
        const { supplier } = resolveFilter(programme, { supplier: options.supplier }, now)
        const months = await readFigures(db, programme, now, { supplier, months: options.months })
        if (options.json) {
          sayJson({ months })
          return
        }
        const columns = [
          'enrolled',
          'replaced',
          'excluded',
          'failed',
          'decided',
          'due',
          'breached',
          'attempts',
        ] as const
        sayTable(
          [
            { title: 'month' },
            ...columns.map((title) => ({ title, align: 'right' as const })),
            { title: 'cost', align: 'right' },
          ],
          months.map((each) => [
            each.month,
            ...columns.map((column) => count(each[column])),
            `£${(each.costPence / 100).toFixed(2)}`,
          ]),
        )
      })
    })
}
