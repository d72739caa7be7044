import type { Command } from 'commander'
import { MeterliftError } from '../../domain/errors.js'
import { findMeter } from '../../operations/find-meter.js'
import { readMeterStory } from '../../operations/meter-story.js'
import { resolveFilter } from '../../operations/resolve-filter.js'
import { listMeters } from '../../register/read/list-meters.js'
import type { MeterFilter } from '../../register/read/meter-filter.js'
import { withContext } from '../context.js'
import { common, example, filters, read, wholeNumber } from '../options.js'
import { say, sayJson, sayTable, textWidth } from '../print.js'
import { storyLines } from '../views/story.js'

/** meters list and meters show. */
export function addMeters(program: Command): void {
  const meters = program.command('meters').description('meters and their stories')
  const list = example(
    filters(common(meters.command('list'))),
    'meters list --stage needs-action --supplier edf --due-before 2027-01-01',
  )
    .description('list meters, in the order of their journey numbers')
    .option('--limit <n>', 'how many', wholeNumber(1, 10_000), 50)
    .option('--after <number>', 'go on after this journey', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .action(async () => {
      const options = read<MeterFilter & { readonly limit: number; readonly after: number }>(list)
      await withContext(options, async ({ db, inForce }) => {
        const { programme } = await inForce()
        // One more than asked for tells whether there are more.
        const found = await listMeters(db, resolveFilter(programme, options, Date.now()), {
          after: options.after,
          limit: options.limit + 1,
        })
        const rows = found.slice(0, options.limit)
        const next = found.length > options.limit ? (rows.at(-1)?.journeyId ?? null) : null
        if (options.json) {
          sayJson({ meters: rows, next })
          return
        }
        if (rows.length === 0) {
          say(options.after === 0 ? 'no meter matches' : 'no more meters match')
          return
        }
        sayTable(
          [
            { title: 'journey', align: 'right' },
            { title: 'device', spare: 2 },
            { title: 'fuel', spare: 3 },
            { title: 'supplier' },
            { title: 'cohort', spare: 4 },
            { title: 'stage' },
            { title: 'why' },
            { title: 'failure', spare: 1 },
            { title: 'due' },
          ],
          rows.map((row) => [
            String(row.journeyId),
            row.deviceId,
            row.fuel,
            row.supplier,
            row.cohort,
            row.stage,
            row.code ?? row.standing,
            row.failure,
            row.dueOn,
          ]),
        )
        if (next !== null) say(`more: add --after ${next}`)
      })
    })
  const show = example(
    common(meters.command('show <meter>')),
    'meters show 70-B3-D5-1F-30-00-A0-08',
    'meters show 17 --json',
  )
    .description('one meter’s story: by meter point, device id (in any spelling) or journey number')
    .action(async (text: string) => {
      const options = read(show)
      await withContext(options, async ({ db, inForce }) => {
        const now = Date.now()
        const { programme } = await inForce()
        const journeyId = await findMeter(db, text)
        const story = await readMeterStory(db, programme, journeyId, now)
        if (story === null)
          throw new MeterliftError('METER_UNKNOWN', `meter ${journeyId} has no journey`, {
            hint: 'look whether an import is under way, then ask again',
          })
        if (options.json) sayJson(story)
        else for (const line of storyLines(story, now, textWidth())) say(line)
      })
    })
}
