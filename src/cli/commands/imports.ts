import { InvalidArgumentError, type Command } from 'commander'
import { MeterliftError } from '../../domain/errors.js'
import {
  countProblems,
  findImport,
  listImports,
  listProblems,
  type ImportLine,
} from '../../register/read/list-imports.js'
import type { Queryable } from '../../register/database.js'
import { withContext } from '../context.js'
import { common, example, read, wholeNumber } from '../options.js'
import { count, say, sayJson, sayTable } from '../print.js'
import { showBoth, showInstant } from '../when.js'

const importNumber = wholeNumber(1, Number.MAX_SAFE_INTEGER)

/** imports: what was imported, and what was wrong with it. */
export function addImports(program: Command): void {
  const group = program.command('imports').description('imports of portfolio files, and what was wrong with their rows')
  addList(group)
  addShow(group)
  addProblems(group)
}

function addList(group: Command): void {
  const list = example(common(group.command('list')), 'imports list')
    .description('imports, the newest first')
    .option('--limit <n>', 'how many at most', wholeNumber(1, 1_000), 20)
    .action(async () => {
      const options = read<{ readonly limit: number }>(list)
      await withContext(options, async ({ db }) => {
        const imports = await listImports(db, { before: null, limit: options.limit })
        if (options.json) sayJson({ imports })
        else if (imports.length === 0) say('nothing was imported')
        else sayImports(imports)
      })
    })
}

function sayImports(imports: readonly ImportLine[]): void {
  const right = { align: 'right' } as const
  sayTable(
    [
      { title: 'import', ...right },
      { title: 'file' },
      { title: 'when' },
      { title: 'by', spare: 1 },
      ...['rows', 'new', 'changed', 'rejected'].map((title) => ({ title, ...right })),
    ],
    imports.map(({ importId, fileName, startedAt, startedBy, rows, created, changed, rejected }) => [
      ...[importId, fileName, showInstant(startedAt), startedBy, rows, created, changed, rejected],
    ]),
  )
}

function addShow(group: Command): void {
  const show = example(common(group.command('show').argument('<import>', 'its number', importNumber)), 'imports show 3')
    .description('one import, and what was wrong with its rows by kind')
    .action(async (importId: number) => {
      const options = read(show)
      await withContext(options, async ({ db }) => {
        const found = await known(db, importId)
        const problems = await countProblems(db, importId)
        if (options.json) {
          sayJson({ ...found, problems })
          return
        }
        say(`import ${importId}  ${found.fileName}, by ${found.startedBy} ${showBoth(found.startedAt, Date.now())}`)
        say(
          `${count(found.rows)} rows: ${count(found.created)} new, ${count(found.changed)} changed, ${count(found.unchanged)} unchanged, ${count(found.rejected)} rejected`,
        )
        for (const { code, column, rows } of problems) say(`  ${count(rows)} ${code} (${column})`)
      })
    })
}

function addProblems(group: Command): void {
  const problems = example(
    common(group.command('problems').argument('<import>', 'its number', importNumber)),
    'imports problems 3 --code CHECK_DIGIT',
  )
    .description('what was wrong with the rows of an import')
    .option('--code <code>', 'only problems of this code')
    .option('--limit <n>', 'how many at most', wholeNumber(1, 10_000), 50)
    .option('--after <row>', 'go on after this problem: its row and its number in the row, as 17.1', place, firstPlace)
    .action(async (importId: number) => {
      const options = read<{ readonly code?: string; readonly limit: number; readonly after: Place }>(problems)
      await withContext(options, async ({ db }) => {
        await known(db, importId)
        // One more than asked for tells whether there are more.
        const { code, after, limit } = options
        const listed = await listProblems(db, { importId, code }, { after, limit: limit + 1 })
        const found = listed.slice(0, limit)
        const last = listed.length > limit ? found.at(-1) : undefined
        const next = last === undefined ? null : `${last.row}.${last.part}`
        if (options.json) {
          sayJson({ problems: found, next })
          return
        }
        if (found.length === 0) say('nothing was wrong')
        else
          sayTable(
            [
              { title: 'row', align: 'right' },
              ...['column', 'code', 'problem', 'expected'].map((title) => ({ title })),
            ],
            found.map(({ row, column, code, message, expected }) => [String(row), column, code, message, expected]),
          )
        if (next !== null) say(`more: add --after ${next}`)
      })
    })
}

interface Place {
  readonly row: number
  readonly part: number
}
const firstPlace: Place = { row: 0, part: 0 }

function place(text: string): Place {
  const [, row, part] = /^(\d{1,15})\.(\d{1,9})$/.exec(text) ?? []
  if (row === undefined || part === undefined) throw new InvalidArgumentError('Give what the page before says.')
  return { row: Number(row), part: Number(part) }
}

async function known(db: Queryable, importId: number): Promise<ImportLine> {
  const found = await findImport(db, importId)
  if (found !== null) return found
  throw new MeterliftError('IMPORT_UNKNOWN', `there is no import ${importId}`, { hint: 'imports list shows them' })
}
