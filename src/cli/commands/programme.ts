import type { Command } from 'commander'
import { applyProgramme, readProgrammeFolder } from '../../operations/apply-programme.js'
import { previewProgramme, type MovedDates } from '../../operations/preview-programme.js'
import type { Programme } from '../../domain/programme.js'
import { addProgrammeVersions } from './programme-versions.js'
import { withContext } from '../context.js'
import { acting, common, example, read, readActing } from '../options.js'
import { counted, say, sayJson, sayTable, textWidth, wrap } from '../print.js'
import { showInstant } from '../when.js'

/** programme check, diff, apply, show, versions and compare. */
export function addProgramme(program: Command): void {
  const programme = program
    .command('programme')
    .description('the programme as data: cohorts, EPCL, policies, lanes, retry table')
  addCheck(programme)
  addDiff(programme)
  addApply(programme)
  addShow(programme)
  addProgrammeVersions(programme)
}

function addCheck(programme: Command): void {
  const check = example(programme.command('check <dir>'), 'programme check my-programme')
    .description('check a programme folder; every problem with file, line and field (needs no running stack)')
    .option('--json', 'print JSON (docs/cli.md)', false)
    .action(async (dir: string) => {
      const { programme: found, digest } = await readProgrammeFolder(dir, Date.now())
      const counts = countsOf(found)
      if (check.opts<{ json: boolean }>().json) sayJson({ name: found.name, digest, counts })
      else say(`${dir} is in order: ${countsText(found)}`)
    })
}

function countsOf(programme: Programme) {
  const { suppliers, smsos, cohorts, epcl, cpl, policies, lanes, retry, bankHolidays } = programme
  return {
    suppliers: suppliers.length,
    smsos: smsos.length,
    cohorts: cohorts.length,
    epcl: epcl.length,
    cpl: cpl.length,
    policies: policies.length,
    lanes: lanes.length,
    retry: retry.rules.length,
    bankHolidays: bankHolidays.length,
  }
}

function countsText(programme: Programme): string {
  const { suppliers, smsos, cohorts, epcl, cpl, policies, lanes, retry, bankHolidays } = countsOf(programme)
  return [
    counted(suppliers, 'supplier'),
    counted(smsos, 'SMSO'),
    counted(cohorts, 'cohort'),
    counted(epcl, 'combination on the EPCL', 'combinations on the EPCL'),
    counted(cpl, 'product on the CPL', 'products on the CPL'),
    counted(policies, 'policy', 'policies'),
    counted(lanes, 'lane'),
    counted(retry, 'failure code'),
    counted(bankHolidays, 'bank holiday'),
  ].join(', ')
}

function addDiff(programme: Command): void {
  const diff = example(common(programme.command('diff <dir>')), 'programme diff my-programme')
    .description('dry run: what applying it would change, for how many meters, and whose dates would move')
    .action(async (dir: string) => {
      const options = read(diff)
      const preview = await withContext(options, ({ db }) => previewProgramme(db, dir, Date.now()))
      if (options.json) {
        sayJson(preview)
        return
      }
      if (!preview.changed) say('these files are in force already')
      else if (preview.changes.length === 0) say('the files differ, what they say does not')
      for (const line of preview.changes) say(line)
      say(
        `${counted(preview.concerned, 'meter')} concerned; ${counted(preview.woken, 'meter')} that wait or stand ready would be told`,
      )
      if (preview.dates.length === 0) say('no due date would move today')
      else sayDates(preview.dates)
      for (const { on, policy, dates } of preview.later) {
        if (dates.length === 0) continue
        say(`from ${on}, under policy ${policy}:`)
        sayDates(dates)
      }
    })
}

function sayDates(dates: readonly MovedDates[]): void {
  const right = { align: 'right' } as const
  sayTable(
    [
      { title: 'due dates of' },
      { title: 'earlier', ...right },
      { title: 'later', ...right },
      { title: 'started', ...right },
      { title: 'stopped', ...right },
    ],
    dates.map(({ supplier, earlier, later, started, stopped }) => [supplier, earlier, later, started, stopped]),
  )
}

function addApply(programme: Command): void {
  const apply = example(acting(programme.command('apply <dir>')), 'programme apply my-programme --by ann')
    .description('put a programme folder in force as a new version; wakes exactly the meters concerned')
    .action(async (dir: string) => {
      const options = readActing(apply)
      const applied = await withContext(options, ({ db }) =>
        applyProgramme(db, dir, { by: options.by, now: Date.now() }),
      )
      if (options.json) {
        sayJson(applied)
        return
      }
      for (const line of applied.changes) say(line)
      say(
        applied.changed
          ? `version ${applied.version} is in force; the meters concerned are being told`
          : `these files are in force already, as version ${applied.version}`,
      )
    })
}

function addShow(programme: Command): void {
  const show = example(common(programme.command('show')), 'programme show --json')
    .description('the programme in force')
    .action(async () => {
      const options = read(show)
      await withContext(options, async ({ inForce }) => {
        const { version, programme: found, appliedAt, appliedBy } = await inForce()
        if (options.json) sayJson({ version, appliedAt, appliedBy, programme: found })
        else {
          say(`${found.title} (${found.name}), version ${version}, applied ${showInstant(appliedAt)} by ${appliedBy}`)
          sayParts(found)
        }
      })
    })
}

function sayParts(found: Programme): void {
  const right = { align: 'right' } as const
  const { automaticRelease, standingAuthorisation } = found.switches
  say(
    `automatic release ${automaticRelease ? 'on' : 'off'}; standing authorisation ${standingAuthorisation ? 'accepted' : 'not accepted'}`,
  )
  for (const line of wrap(countsText(found), textWidth())) say(line)
  say()
  sayTable(
    [{ title: 'cohort' }, { title: 'lane', spare: 1 }, { title: 'decision' }, { title: 'from' }, { title: 'live on' }],
    found.cohorts.map(({ id, laneId, decisions }) => {
      const last = decisions.at(-1)
      return [id, laneId, last?.decision ?? null, last?.from ?? null, last?.liveOn ?? null]
    }),
  )
  say()
  sayTable(
    [{ title: 'policy' }, { title: 'in force from' }, { title: 'months', ...right }, { title: 'backstop' }],
    found.policies.map(({ id, effectiveFrom, windowMonths, backstop }) => [id, effectiveFrom, windowMonths, backstop]),
  )
  say()
  sayTable(
    [
      { title: 'lane' },
      { title: 'a minute', ...right },
      { title: 'a day', ...right },
      { title: 'minimum', ...right },
      { title: 'pence', ...right },
    ],
    found.lanes.map(({ id, ratePerMinute, dailyCapacity, supplierMinimum, attemptCostPence }) => [
      id,
      ratePerMinute,
      dailyCapacity,
      supplierMinimum,
      attemptCostPence,
    ]),
  )
}
