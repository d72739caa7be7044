import type { Command } from 'commander'
import { red } from '../emphasis.js'
import { stages } from '../../domain/stage.js'
import { codeEntry } from '../../domain/codes.js'
import { healths } from '../../domain/duty.js'
import { readFleetStatus, type FleetStatus } from '../../operations/fleet-status.js'
import { resolveFilter } from '../../operations/resolve-filter.js'
import type { FleetScope } from '../../register/read/scope.js'
import { readUnsettled, type Unsettled } from '../../register/read/unsettled.js'
import { withContext } from '../context.js'
import { common, example, read, scope } from '../options.js'
import { count, counted, say, sayJson, sayTable } from '../print.js'
import { showDuration } from '../when.js'

/** status: the funnel, rates, duties and the oldest waits. */
export function addStatus(program: Command): void {
  const command = example(scope(common(program.command('status'))), 'status', 'status --supplier edf --json')
    .description('where the fleet stands: funnel, rates, duties, oldest waits')
    .action(async () => {
      const options = read<FleetScope>(command)
      await withContext(options, async ({ db, inForce }) => {
        const now = Date.now()
        const { programme, version } = await inForce()
        const wanted = resolveFilter(programme, options, now)
        const [status, unsettled] = await Promise.all([
          readFleetStatus(db, programme, now, wanted),
          readUnsettled(db, programme, now),
        ])
        if (options.json)
          sayJson({
            at: now,
            programmeVersion: version,
            ...status,
            unsettled: unsettled.meters,
            untoldVersions: unsettled.untoldVersions,
            passingBatches: unsettled.passingBatches,
          })
        else show(status, unsettled, now)
      })
    })
}

function show(status: FleetStatus, unsettled: Unsettled, now: number): void {
  const { pace, standings, duties } = status
  const share = (n: number): string => (status.meters === 0 ? '' : `${((n / status.meters) * 100).toFixed(1)} %`)
  sayTable(
    [{ title: 'stage' }, { title: 'meters', align: 'right' }, { title: 'share', align: 'right' }, { title: '' }],
    stages.map((stage) => {
      const n = status.stages[stage]
      const inMigration = `${count(standings.ready)} ready, ${count(standings['in-flight'])} in flight, ${count(standings.held)} held`
      return [stage, n, share(n), stage === 'migration' && n > 0 ? inMigration : ' ']
    }),
  )
  say()
  say(`${counted(status.meters, 'meter')}; ${showUnsettled(unsettled)}`)
  say(
    `attempts in the last hour: ${count(pace.attemptsLastHour)}, ${count(pace.enrolledLastHour)} enrolled (${count(pace.enrolledLastMinute)} in the last minute), ${count(pace.failedLastHour)} failed`,
  )
  const shown = healths.filter((health) => duties[health] > 0)
  say(
    `duties: ${shown.map((health) => `${count(duties[health])} ${health === 'overdue' ? red(health) : health}`).join(', ') || 'none'}`,
  )
  if (status.oldestWaits.length === 0) return
  say()
  sayTable(
    [
      { title: 'waiting at' },
      { title: 'code' },
      { title: 'meters', align: 'right' },
      { title: 'longest' },
      { title: 'who acts', spare: 1 },
    ],
    status.oldestWaits.map(({ stage, code, meters, oldestSince }) => [
      stage,
      code,
      meters,
      showDuration(now - oldestSince),
      code === null ? null : (codeEntry(code)?.owner ?? null),
    ]),
  )
}

function showUnsettled({ meters, untoldVersions, passingBatches }: Unsettled): string {
  if (meters > 0) return `${count(meters)} of the fleet go on by themselves now`
  if (untoldVersions > 0) return 'the fleet is being told of a change of the programme'
  if (passingBatches > 0) return `what was decided for ${counted(passingBatches, 'batch', 'batches')} is being done`
  return 'all of the fleet is settled: at an end, or waiting for a date, the programme or a person'
}
