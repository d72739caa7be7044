import type { Command } from 'commander'
import { compareVersions } from '../../operations/compare-versions.js'
import { listProgrammeVersions } from '../../register/read/programme-versions.js'
import { withContext } from '../context.js'
import { common, example, read, wholeNumber } from '../options.js'
import { say, sayJson, sayTable } from '../print.js'
import { showInstant } from '../when.js'

const versionNumber = wholeNumber(1, 999_999_999)

/** programme versions and compare. */
export function addProgrammeVersions(programme: Command): void {
  addVersions(programme)
  addCompare(programme)
}

function addVersions(programme: Command): void {
  const versions = example(common(programme.command('versions')), 'programme versions')
    .description('versions of the programme, the newest first: who, when and why')
    .option('--limit <n>', 'how many at most', wholeNumber(1, 1_000), 50)
    .action(async () => {
      const options = read<{ readonly limit: number }>(versions)
      await withContext(options, async ({ db }) => {
        const found = await listProgrammeVersions(db, { before: null, limit: options.limit })
        if (options.json) sayJson({ versions: found })
        else
          sayTable(
            [
              { title: 'version' },
              { title: 'in force since' },
              { title: 'by', spare: 1 },
              { title: 'why', spare: 2 },
              { title: 'changes', align: 'right' },
            ],
            found.map(({ version, appliedAt, appliedBy, proposal, changes }) => [
              version,
              showInstant(appliedAt),
              appliedBy,
              proposal?.reason ?? null,
              changes.length,
            ]),
          )
      })
    })
}

function addCompare(programme: Command): void {
  const compare = example(common(programme.command('compare')), 'programme compare 3 1')
    .description('what a version says differently than another, or than the one before it')
    .argument('<version>', 'number of the version', versionNumber)
    .argument('[other]', 'number of the version that it is compared with', versionNumber)
    .action(async (version: number, other: number | undefined) => {
      const options = read(compare)
      await withContext(options, async ({ db }) => {
        const found = await compareVersions(db, version, other)
        if (options.json) sayJson(found)
        else if (found.changes.length === 0) say('they say the same')
        else
          sayTable(
            [{ title: 'part' }, { title: 'item' }, { title: 'field' }, { title: 'was' }, { title: 'is' }],
            found.changes.flatMap(({ section, kind, key, fields }) =>
              kind === 'changed'
                ? fields.map(({ field, before, after }) => [section, key, field, worded(before), worded(after)])
                : [[section, key, kind, null, null]],
            ),
          )
      })
    })
}

function worded(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
