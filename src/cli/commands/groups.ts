import type { Command } from 'commander'
import { bold } from '../emphasis.js'
import type { EpochMs } from '../../domain/brands.js'
import { groupBy } from '../../domain/group-by.js'
import { healths } from '../../domain/duty.js'
import { readDutyCalendar } from '../../operations/duty-calendar.js'
import { readOpenFailures, type OpenFailure } from '../../operations/open-failures.js'
import { resolveFilter } from '../../operations/resolve-filter.js'
import type { FailureScope } from '../../register/read/failure-groups.js'
import type { FleetScope } from '../../register/read/scope.js'
import { withContext } from '../context.js'
import { common, example, read, scope } from '../options.js'
import { counted, say, sayJson, sayTable, textWidth, wrap } from '../print.js'
import { showDistance } from '../when.js'

/** failures and duties. */
export function addGroups(program: Command): void {
  addFailures(program)
  addDuties(program)
}

function addFailures(program: Command): void {
  const failures = example(
    scope(common(program.command('failures'))),
    'failures --lane itron',
    'failures --failure W101',
  )
    .description('open failures by code, cohort, lane and firmware, with trend, who acts and the remedy')
    .option('--failure <code>', 'only failures with this code')
    .option('--firmware <firmware>', 'only meters with this firmware')
    .action(async () => {
      const options = read<FailureScope>(failures)
      await withContext(options, async ({ db, inForce }) => {
        const now = Date.now()
        const { programme } = await inForce()
        const groups = await readOpenFailures(db, programme, now, resolveFilter(programme, options, now))
        if (options.json) sayJson({ failures: groups })
        else if (groups.length === 0) say('no open failures')
        else showFailures(groups, now)
      })
    })
}

/** By code, each with its remedy; under it the cohorts, lanes and firmwares in which it is open. */
function showFailures(groups: readonly OpenFailure[], now: EpochMs): void {
  const right = { align: 'right' } as const
  const byCode = [...groupBy(groups, ({ failure }) => failure)]
  for (const [failure, [first, ...others]] of byCode) {
    if (first === undefined) continue
    const rows = [first, ...others]
    const meters = rows.reduce((sum, row) => sum + row.meters, 0)
    say(`${bold(failure)}  ${first.meaning}: ${counted(meters, 'meter')}`)
    for (const line of wrap(`  ${first.owner} acts: ${first.remedy}`, textWidth(), '  ')) say(line)
    sayTable(
      [
        { title: '  cohort' },
        { title: 'lane', spare: 1 },
        { title: 'firmware' },
        { title: 'meters', ...right },
        { title: 'to retry', ...right },
        { title: 'need action', ...right },
        { title: 'due soon', ...right },
        { title: 'trend', spare: 2 },
        { title: 'first', ...right, spare: 3 },
        { title: 'last', ...right },
      ],
      rows.map(({ cohort, lane, firmware, meters: n, retrying, needAction, dueSoon, trend, firstAt, lastAt }) => [
        `  ${cohort ?? '-'}`,
        lane,
        firmware,
        n,
        retrying,
        needAction,
        dueSoon,
        trend,
        showDistance(firstAt, now),
        showDistance(lastAt, now),
      ]),
    )
    for (const line of doneLines(rows)) say(`  ${line}`)
    say()
  }
}

/** What has been done about the failures of a code, where anything has. */
function doneLines(rows: readonly OpenFailure[]): readonly string[] {
  const sum = (of: (row: OpenFailure) => number): number => rows.reduce((total, row) => total + of(row), 0)
  const said = [
    [sum(({ fixed }) => fixed), 'fixed, to be retried (action retry)'],
    [sum(({ referrals }) => referrals.proposed), 'to be referred (action refer)'],
    [sum(({ referrals }) => referrals.referred), 'referred, not answered yet'],
    [sum(({ referrals }) => referrals.answered), 'answered'],
  ] as const
  const lines = said.filter(([n]) => n > 0).map(([n, words]) => `${counted(n, 'meter')} ${words}`)
  return lines.length === 0 ? [] : [lines.join('; ')]
}

function addDuties(program: Command): void {
  const duties = example(common(program.command('duties')), 'duties --supplier edf')
    .description('duties by the month in which they fall due, and their health today')
    .option('--supplier <name>', 'only meters of this supplier')
    .option('--cohort <name>', 'only meters of this cohort')
    .action(async () => {
      const options = read<Pick<FleetScope, 'supplier' | 'cohort'>>(duties)
      await withContext(options, async ({ db, inForce }) => {
        const { programme } = await inForce()
        const now = Date.now()
        const calendar = await readDutyCalendar(db, programme, now, resolveFilter(programme, options, now))
        if (options.json) {
          sayJson(calendar)
          return
        }
        // A health that nobody has needs no column.
        const shown = healths.filter((health) => calendar.total[health] > 0)
        if (shown.length === 0) {
          say('no duties')
          return
        }
        sayTable(
          [{ title: 'due' }, ...shown.map((health) => ({ title: health, align: 'right' as const }))],
          [
            ...calendar.months.map(({ month, health }) => [
              month ?? 'no date',
              ...shown.map((each) => (health[each] === 0 ? null : health[each])),
            ]),
            ['all', ...shown.map((each) => calendar.total[each])],
          ],
        )
        say(`today is ${calendar.today}; policy ${calendar.policy ?? 'none in force'}`)
      })
    })
}
