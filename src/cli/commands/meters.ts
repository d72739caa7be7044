import type { Command } from 'commander'
import { isIsoDate } from '../../domain/calendar.js'
import { MeterliftError } from '../../domain/errors.js'
import { findMeter } from '../../operations/find-meter.js'
import { readMeterStory } from '../../operations/meter-story.js'
import { checkSort, resolveFilter } from '../../operations/resolve-filter.js'
import { listMeters, meterSorts, type MeterSort, type Page } from '../../register/read/list-meters.js'
import type { MeterFilter } from '../../register/read/meter-filter.js'
import { withContext } from '../context.js'
import { common, example, filters, oneOf, read, wholeNumber } from '../options.js'
import { say, sayJson, sayTable, textWidth } from '../print.js'
import { storyLines } from '../views/story.js'

interface ListOptions extends MeterFilter {
  readonly sort?: MeterSort
  readonly after?: string
  readonly limit: number
}

/** Where a list goes on. @throws MeterliftError CURSOR_INVALID */
function placeIn(sort: MeterSort | undefined, text: string | undefined): Omit<Page, 'limit'> {
  if (text === undefined) return { after: 0, ...(sort === 'due' ? { afterDay: null } : {}) }
  const [, day, number] = /^(?:(.+)\/)?(\d{1,15})$/.exec(text) ?? []
  if (number !== undefined && sort === 'due' && day !== undefined && isIsoDate(day))
    return { after: Number(number), afterDay: day }
  if (number !== undefined && sort === undefined && day === undefined) return { after: Number(number) }
  throw new MeterliftError('CURSOR_INVALID', `--after ${text} is no place of this list`, {
    hint: 'give it as the page before has it, or leave it out to begin anew',
  })
}

/** meters list and meters show. */
export function addMeters(program: Command): void {
  const meters = program.command('meters').description('meters and their stories')
  const list = example(
    filters(common(meters.command('list'))),
    'meters list --stage needs-action --supplier edf --due-before 2027-01-01',
  )
    .description('list meters, in the order of their journey numbers or by due date')
    .option('--sort <order>', 'due: earliest due date first; goes with --health of an open duty', oneOf(meterSorts))
    .option('--limit <n>', 'how many', wholeNumber(1, 10_000), 50)
    .option('--after <place>', 'go on after this journey: its number; with --sort due like 2027-01-31/17')
    .action(async () => {
      const options = read<ListOptions>(list)
      const { sort, limit } = options
      const place = placeIn(sort, options.after)
      await withContext(options, async ({ db, inForce }) => {
        const { programme } = await inForce()
        const filter = resolveFilter(programme, options, Date.now())
        checkSort(sort, filter)
        // One more than asked for tells whether there are more.
        const found = await listMeters(db, filter, { ...place, limit: limit + 1 })
        const rows = found.slice(0, limit)
        const last = found.length > limit ? rows.at(-1) : undefined
        const next = last === undefined ? null : sort === 'due' ? `${last.dueOn}/${last.journeyId}` : last.journeyId
        if (options.json) {
          sayJson({ meters: rows, next })
          return
        }
        if (rows.length === 0) {
          say(options.after === undefined ? 'no meter matches' : 'no more meters match')
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
