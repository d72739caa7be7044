import type { Command } from 'commander'
import { applyProgramme, readProgrammeFolder } from '../../operations/apply-programme.js'
import { previewProgramme } from '../../operations/preview-programme.js'
import { withContext } from '../context.js'
import { common, read } from '../options.js'
import { say, sayJson, sayTable, showInstant } from '../print.js'

/** programme check, diff, apply and show. */
export function addProgrammeCommands(program: Command): void {
  const programme = program.command('programme').description('the programme as data: cohorts, EPCL, policies, lanes, retry table')

  const check = common(programme.command('check <dir>'))
    .description('check a programme folder; every problem with file, line and field')
    .action(async (dir: string) => {
      const { programme: found, digest } = await readProgrammeFolder(dir, Date.now())
      const counts = { suppliers: found.suppliers.length, smsos: found.smsos.length, cohorts: found.cohorts.length, epcl: found.epcl.length, cpl: found.cpl.length, policies: found.policies.length, lanes: found.lanes.length, codes: found.retry.rules.length }
      if (read(check).json) sayJson({ name: found.name, digest, ...counts })
      else say(`${dir} is in order: ${Object.entries(counts).map(([name, n]) => `${n} ${name}`).join(', ')}`)
    })

  const diff = common(programme.command('diff <dir>'))
    .description('dry run: what applying it would change, for how many meters, and whose dates would move')
    .action(async (dir: string) => {
      const options = read(diff)
      const preview = await withContext(options, ({ db }) => previewProgramme(db, dir, Date.now()))
      if (options.json) {
        sayJson(preview)
        return
      }
      for (const line of preview.changes) say(line)
      say(`${preview.concerned} meters concerned; ${preview.woken} of them wait or stand ready and would be told`)
      if (preview.dates.length === 0) say('no dates would move')
      else sayTable(['supplier', 'earlier', 'later', 'started', 'stopped'], preview.dates.map((row) => [row.supplier_id, row.earlier, row.later, row.started, row.stopped]))
    })

  const apply = common(programme.command('apply <dir>'))
    .description('put a programme folder in force as a new version; wakes exactly the meters concerned')
    .action(async (dir: string) => {
      const options = read(apply)
      const applied = await withContext(options, ({ db }) => applyProgramme(db, dir, { by: options.by, now: Date.now() }))
      if (options.json) sayJson(applied)
      else if (!applied.changed) say(`these files are in force already, as version ${applied.version}`)
      else {
        for (const line of applied.changes) say(line)
        say(`version ${applied.version} is in force; the meters concerned are being told`)
      }
    })

  const show = common(programme.command('show'))
    .description('the programme in force')
    .action(async () => {
      const options = read(show)
      await withContext(options, async ({ inForce }) => {
        const { version, programme: found, appliedAt, appliedBy } = await inForce()
        if (options.json) {
          sayJson({ version, appliedAt: new Date(appliedAt).toISOString(), appliedBy, programme: found })
          return
        }
        say(`${found.title} (${found.name}), version ${version}, applied ${showInstant(appliedAt)} by ${appliedBy}`)
        sayTable(['cohort', 'lane', 'decision', 'from', 'live on'], found.cohorts.map(({ id, laneId, decisions }) => { const last = decisions.at(-1); return [id, laneId, last?.decision ?? null, last?.from ?? null, last?.liveOn ?? null] }))
        sayTable(['policy', 'in force from', 'months', 'backstop'], found.policies.map(({ id, effectiveFrom, windowMonths, backstop }) => [id, effectiveFrom, windowMonths, backstop]))
        sayTable(['lane', 'a minute', 'a day', 'minimum', 'pence'], found.lanes.map(({ id, ratePerMinute, dailyCapacity, supplierMinimum, attemptCostPence }) => [id, ratePerMinute, dailyCapacity, supplierMinimum, attemptCostPence]))
      })
    })
}
