import type { Command } from 'commander'
import { exceptionCsv } from '../../operations/exception-csv.js'
import { readOpenExceptions } from '../../operations/open-failures.js'
import { resolveFilter } from '../../operations/resolve-filter.js'
import { listExceptionMeters, type ExceptionFilter } from '../../register/read/exception-meters.js'
import { withContext } from '../context.js'
import { common, example, oneOf, read, scope, wholeNumber } from '../options.js'
import { say, sayJson, sayTable } from '../print.js'
import { writeCsv } from '../write-csv.js'
import { showDistance } from '../when.js'

/** exceptions: how many there are of each kind, their meters, and all of them as CSV. */
export function addExceptions(program: Command): void {
  const group = addCounts(program)
  addList(group)
  addExport(group)
}

function ofOwner(command: Command): Command {
  return scope(common(command)).option(
    '--owner <owner>',
    'only those that supplier, smso, dcc or operations must clear',
    oneOf(['supplier', 'smso', 'dcc', 'operations']),
  )
}

function meant(command: Command): Command {
  return ofOwner(command)
    .option('--code <code>', 'only exceptions of this code')
    .option('--closed', 'those that were cleared, not those that are open', false)
}

function addCounts(program: Command): Command {
  const exceptions = example(ofOwner(program.command('exceptions')), 'exceptions --owner smso')
    .description('open inventory exceptions by owner')
    .action(async () => {
      const options = read<ExceptionFilter>(exceptions)
      await withContext(options, async ({ db, inForce }) => {
        const now = Date.now()
        const { programme } = await inForce()
        const groups = await readOpenExceptions(db, resolveFilter(programme, options, now), options.owner)
        if (options.json) sayJson({ exceptions: groups })
        else if (groups.length === 0) say('no open exceptions')
        else
          sayTable(
            [
              { title: 'owner' },
              { title: 'code' },
              { title: 'meters', align: 'right' },
              { title: 'oldest' },
              { title: 'meaning', spare: 1 },
            ],
            groups.map(({ owner, code, meters, oldestAt, meaning }) => [
              owner,
              code,
              meters,
              showDistance(oldestAt, now),
              meaning,
            ]),
          )
      })
    })
  return exceptions
}

function addList(group: Command): void {
  const list = example(meant(group.command('list')), 'exceptions list --owner supplier --code INV_FIRMWARE')
    .description('the meters of exceptions, each with what was registered and what was reported')
    .option('--limit <n>', 'how many meters', wholeNumber(1, 10_000), 50)
    .option('--after <number>', 'go on after this journey', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .action(async () => {
      const options = read<ExceptionFilter & { readonly limit: number; readonly after: number }>(list)
      await withContext(options, async ({ db, inForce }) => {
        const filter = resolveFilter((await inForce()).programme, options, Date.now())
        // One more than asked for tells whether there are more.
        const { after, limit } = options
        const found = await listExceptionMeters(db, { ...options, ...filter }, { after, limit: limit + 1 })
        const meters = found.slice(0, limit)
        const next = found.length > limit ? (meters.at(-1)?.journeyId ?? null) : null
        if (options.json) {
          sayJson({ meters, next })
          return
        }
        if (meters.length === 0) say('no such exceptions')
        else
          sayTable(
            [
              { title: 'journey', align: 'right' },
              { title: 'device', spare: 1 },
              { title: 'owner' },
              { title: 'code' },
              { title: 'field' },
              { title: 'registered' },
              { title: 'reported' },
            ],
            meters.flatMap(({ journeyId, deviceId, exceptions }) =>
              exceptions.map(({ owner, code, field, registered, reported }) => [
                ...[String(journeyId), deviceId, owner, code, field, registered, reported],
              ]),
            ),
          )
        if (next !== null) say(`more: add --after ${next}`)
      })
    })
}

function addExport(group: Command): void {
  const command = example(meant(group.command('export')), 'exceptions export --owner smso --to smso.csv')
    .description('exceptions as CSV, one a line (columns: docs/api.md)')
    .option('--to <file>', 'write to a file, readable by you alone, instead of standard output')
    .action(async () => {
      const options = read<ExceptionFilter & { readonly to?: string }>(command)
      await withContext(options, async ({ db, inForce }) => {
        const filter = resolveFilter((await inForce()).programme, options, Date.now())
        const parts = exceptionCsv(db, { ...options, ...filter })
        await writeCsv(parts, { to: options.to ?? null, json: options.json, what: 'exceptions' })
      })
    })
}
