import type { Command } from 'commander'
import { addDays, londonDate } from '../../domain/calendar.js'
import { codeEntry, codes } from '../../domain/codes.js'
import { dutyHealth, policyOn } from '../../domain/duty.js'
import { MeterliftError } from '../../domain/errors.js'
import { ruleOf } from '../../domain/retry.js'
import { stages } from '../../domain/stage.js'
import { findMeter } from '../../operations/find-meter.js'
import { dutyGroups, exceptionGroups, failureGroups, oldestWaits, pace } from '../../register/read/groups.js'
import { listMeters, type MeterFilter } from '../../register/read/meters.js'
import { readProgress } from '../../register/read/progress.js'
import { readStory } from '../../register/read/story.js'
import { withContext } from '../context.js'
import { common, filters, read, wholeNumber } from '../options.js'
import { isoInstants, say, sayJson, sayTable, showDistance, showInstant } from '../print.js'
import { storyLines } from '../story-text.js'

/** status, meters, failures, exceptions, duties and codes. */
export function addReadCommands(program: Command): void {
  addStatus(program)
  addMeters(program)
  addGroups(program)
  addDuties(program)
  const explain = common(program.command('codes [code]'))
    .description('what the codes mean, who acts and what to do')
    .action(async (code: string | undefined) => {
      const options = read(explain)
      const found = code === undefined ? codes : [codeEntry(code) ?? (await failureCode(options, code))]
      if (options.json) sayJson(found)
      else for (const each of found) say(`${each.code}: ${each.meaning}. Who acts: ${each.owner}. What to do: ${each.remedy}.`)
    })
}

async function failureCode(options: Parameters<typeof withContext>[0], code: string) {
  return withContext(options, async ({ inForce }) => {
    const rule = ruleOf((await inForce()).programme.retry, code)
    if (rule === null) throw new MeterliftError('CODE_NOT_FOUND', `there is no code ${code}`, { hint: 'meterlift codes lists them; failure codes are in the programme’s retry table' })
    return rule
  })
}

function addStatus(program: Command): void {
  const status = common(program.command('status'))
    .description('where the fleet stands: funnel, rates, oldest waits')
    .action(async () => {
      const options = read(status)
      await withContext(options, async ({ db, inForce }) => {
        const now = Date.now()
        const { programme, version } = await inForce()
        const [progress, rates, waits] = await Promise.all([readProgress(db, programme, now), pace(db, now), oldestWaits(db, undefined)])
        if (options.json) {
          sayJson({ ...progress, pace: rates, oldestWaits: waits.map(isoInstants), programmeVersion: version })
          return
        }
        sayTable(['stage', 'meters'], stages.map((stage) => [stage, progress.stages[stage]]))
        const { ready, held, 'in-flight': inFlight } = progress.standings
        say(`in migration: ${ready} ready, ${inFlight} in flight, ${held} held back by a sibling; ${progress.unsettled} going on now`)
        say(`attempts in the last hour: ${rates.attempts_last_hour}, ${rates.enrolled_last_hour} enrolled, ${rates.failures_last_hour} failed; enrolled in the last minute: ${rates.enrolled_last_minute}`)
        say(`duties: ${Object.entries(progress.duties).map(([health, n]) => `${n} ${health}`).join(', ') || 'none'}`)
        if (waits.length > 0) sayTable(['waiting', 'code', 'meters', 'longest'], waits.map((row) => [row.stage, row.code, row.meters, showDistance(row.oldest_since, now)]))
      })
    })
}

function addMeters(program: Command): void {
  const meters = program.command('meters').description('meters and their stories')
  const list = filters(common(meters.command('list')))
    .description('list meters')
    .option('--limit <n>', 'how many', wholeNumber(1, 10_000), 50)
    .option('--after <number>', 'go on after this journey', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .addHelpText('after', '\nExample:\n  npx meterlift meters list --stage needs-action --supplier edf')
    .action(async () => {
      const options = read<MeterFilter & { limit: number; after: number }>(list)
      const rows = await withContext(options, ({ db }) => listMeters(db, options, options))
      if (options.json) {
        sayJson({ meters: rows.map(isoInstants), next: rows.length < options.limit ? null : (rows.at(-1)?.journey_id ?? null) })
        return
      }
      sayTable(['journey', 'device', 'fuel', 'supplier', 'stage', 'code', 'due'], rows.map((row) => [row.journey_id, row.device_id, row.fuel, row.supplier_id, row.standing === null ? row.stage : `${row.stage} (${row.standing})`, row.code, row.due_on]))
      const last = rows.at(-1)
      if (rows.length === options.limit && last !== undefined) say(`more: --after ${last.journey_id}`)
    })
  const show = common(meters.command('show <meter>'))
    .description('one meter’s story: by meter point, device id or journey number')
    .action(async (text: string) => {
      const options = read(show)
      await withContext(options, async ({ db, inForce }) => {
        const { programme } = await inForce()
        const story = await readStory(db, await findMeter(db, text))
        if (story === null) throw new MeterliftError('METER_UNKNOWN', `there is no journey of ${text}`)
        if (options.json) sayJson({ ...story, evidence: story.evidence.map(isoInstants), attempts: story.attempts.map(isoInstants) })
        else for (const line of storyLines(story, programme, Date.now())) say(line)
      })
    })
}

function addGroups(program: Command): void {
  const failures = common(program.command('failures'))
    .description('open failures by code, cohort and lane, with the remedy')
    .option('--supplier <id>', 'only meters of this supplier')
    .action(async () => {
      const options = read<{ supplier?: string }>(failures)
      await withContext(options, async ({ db, inForce }) => {
        const now = Date.now()
        const { programme } = await inForce()
        const today = londonDate(now)
        const soon = addDays(today, policyOn(programme.policies, today)?.dueSoonDays ?? 0)
        const groups = (await failureGroups(db, { supplier: options.supplier, soon })).map((group) => {
          const rule = ruleOf(programme.retry, group.failure_code)
          return { ...group, meaning: rule?.meaning ?? null, owner: rule?.owner ?? 'operations', class: rule?.class ?? null, remedy: rule?.remedy ?? 'add the code to the retry table' }
        })
        if (options.json) {
          sayJson(groups.map(isoInstants))
          return
        }
        if (groups.length === 0) say('no open failures')
        for (const group of groups) {
          say(`${group.failure_code} ${group.cohort_id ?? '-'} on ${group.lane_id ?? '-'}: ${group.meters} meters (${group.waiting_retry} to be tried again, ${group.needs_action} need action, ${group.due_soon} due soon), last ${showDistance(group.last_at, now)}`)
          say(`  ${group.meaning ?? 'not in the retry table'}. ${group.owner}: ${group.remedy}`)
        }
      })
    })
  const exceptions = common(program.command('exceptions'))
    .description('open inventory exceptions by code and owner')
    .option('--supplier <id>', 'only meters of this supplier')
    .action(async () => {
      const options = read<{ supplier?: string }>(exceptions)
      const groups = await withContext(options, ({ db }) => exceptionGroups(db, options.supplier))
      if (options.json) sayJson(groups.map(isoInstants))
      else sayTable(['code', 'owner', 'meters', 'oldest', 'meaning'], groups.map((row) => [row.code, row.owner, row.meters, showInstant(row.oldest_at), codeEntry(row.code)?.meaning ?? null]))
    })
}

function addDuties(program: Command): void {
  const duties = common(program.command('duties'))
    .description('duties by month and health')
    .option('--supplier <id>', 'only meters of this supplier')
    .action(async () => {
      const options = read<{ supplier?: string }>(duties)
      await withContext(options, async ({ db, inForce }) => {
        const { programme } = await inForce()
        const today = londonDate(Date.now())
        const policy = policyOn(programme.policies, today) ?? { dueSoonDays: 0 }
        const months = new Map<string, Record<string, number>>()
        for (const { state, starts_on, due_on, n } of await dutyGroups(db, options.supplier)) {
          const health = state === 'open' ? dutyHealth({ startsOn: starts_on, dueOn: due_on, metOn: null, endedOn: null }, today, policy) : state
          const month = due_on?.slice(0, 7) ?? 'no date'
          const row = months.get(month) ?? {}
          row[health] = (row[health] ?? 0) + n
          months.set(month, row)
        }
        if (options.json) {
          sayJson({ today, months: Object.fromEntries(months) })
          return
        }
        const healths = ['overdue', 'due-soon', 'on-track', 'not-started', 'no-clock', 'met-in-time', 'met-late', 'ended']
        sayTable(['due', ...healths], [...months].map(([month, row]) => [month, ...healths.map((health) => row[health] ?? 0)]))
      })
    })
}
