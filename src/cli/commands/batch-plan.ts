import type { Command } from 'commander'
import type { EpochMs } from '../../domain/brands.js'
import { defaultPlan, type AtEnd, type BatchPlan, type WavePlan } from '../../domain/batch/plan.js'
import { readDeviceList } from '../../operations/batch/device-list.js'
import { dryRunBatch, planBatch } from '../../operations/batch/plan-batch.js'
import { resolveFilter } from '../../operations/resolve-filter.js'
import { conditionsOf, type MeterFilter } from '../../register/read/meter-filter.js'
import { withContext, type ActingOptions } from '../context.js'
import { acting, example, filters, oneOf, readActing, wholeNumber } from '../options.js'
import { say, sayJson } from '../print.js'
import { instantGiven } from '../when.js'
import { showDryRun } from '../views/batch.js'
import { perHour, share, wavePlan } from './batch-arguments.js'

interface PlanOptions extends ActingOptions, MeterFilter {
  readonly name?: string
  readonly devices?: string
  readonly waves: WavePlan
  readonly success: number
  readonly landed: number
  readonly check: boolean
  readonly pauseShare?: number
  readonly pauseCount?: number
  readonly pauseSample?: number
  readonly pauseCodes?: string
  readonly pause: boolean
  readonly startAt?: EpochMs
  readonly endAt?: EpochMs
  readonly atEnd: AtEnd
  readonly whenStill: 'wait' | 'end'
  readonly rate?: number | null
  readonly dryRun: boolean
  readonly submit: boolean
  readonly reason?: string
}

/** batch plan: a dry run, or the batch itself. */
export function addBatchPlan(group: Command): void {
  const plan = example(
    filters(acting(group.command('plan'))),
    'batch plan --supplier edf --due-before 2027-01-01 --waves canary:50 --dry-run',
    'batch plan --name "EDF, first" --supplier edf --waves 5%,20% --submit',
  )
    .description('plan a batch of the meters that match; with --dry-run nothing is stored')
    .option('--name <words>', 'what it is called')
    .option('--devices <csv>', 'only these devices: a CSV with the column device_id, or one a line')
    .option(
      '--waves <waves>',
      'one, canary:50, sizes like 100,400,1000, or shares like 5%,20%',
      wavePlan,
      defaultPlan.waves,
    )
    .option('--success <share>', 'the next wave follows by itself where so many succeeded ...', share, 0.9)
    .option('--landed <share>', '... once so many of the wave have landed', share, 0.9)
    .option('--check', 'a person releases each next wave (batch wave release)', false)
    .option('--pause-share <share>', 'pause by itself where so many attempts failed (default: 50%)', share)
    .option('--pause-count <n>', 'or so many, in number', wholeNumber(1, 10_000_000))
    .option('--pause-sample <n>', 'but not before so many have landed (default: 20)', wholeNumber(1, 10_000_000))
    .option('--pause-codes <codes>', 'counting only failures with these codes: W101,D301')
    .option('--no-pause', 'never pause by itself')
    .option('--start-at <time>', 'not before this time', (text) => instantGiven(text))
    .option('--end-at <time>', 'until this time', (text) => instantGiven(text))
    .option(
      '--at-end <what>',
      'stop: release no more; cancel: take back what is not in flight',
      oneOf(['stop', 'cancel']),
      'stop',
    )
    .option(
      '--when-still <what>',
      'where all that is left waits for others, wait: it stays open and needs attention; end: it ends by itself',
      oneOf(['wait', 'end']),
      'wait',
    )
    .option('--rate <members>', 'released an hour at most', perHour)
    .option('--dry-run', 'only say what it would be', false)
    .option('--submit', 'put it forward for approval at once', false)
    .option('--reason <words>', 'why, for the record')
    .action(async () => {
      const options = readActing<PlanOptions>(plan)
      await withContext(options, async ({ db, inForce }) => {
        const programme = await inForce()
        const now = Date.now()
        const devices = options.devices === undefined ? null : await readDeviceList(options.devices)
        const asked = {
          filter: conditionsOf(resolveFilter(programme.programme, options, now)),
          devices,
          plan: planOf(options),
          now,
        }
        if (options.dryRun) {
          const run = await dryRunBatch(db, programme, asked)
          if (options.json) sayJson(run)
          else showDryRun(run)
          return
        }
        const made = await planBatch(db, programme, {
          ...asked,
          name: options.name ?? `batch of ${new Date(now).toISOString().slice(0, 16)}`,
          actor: options.by,
          reason: options.reason ?? null,
          submit: options.submit,
        })
        if (options.json) {
          sayJson(made)
          return
        }
        showDryRun(made)
        const next = options.submit ? `batch approve ${made.batchId}` : `batch submit ${made.batchId}`
        say(`batch ${made.batchId} is planned; next: npx meterlift ${next}`)
      })
    })
}

function planOf(options: PlanOptions): BatchPlan {
  const { pauseShare, pauseCount, pauseSample, pauseCodes } = options
  return {
    waves: options.waves,
    next: options.check ? { kind: 'check' } : { kind: 'success', success: options.success, landed: options.landed },
    errors: options.pause
      ? {
          share: pauseShare ?? (pauseCount === undefined ? 0.5 : null),
          count: pauseCount ?? null,
          sample: pauseSample ?? 20,
          codes: pauseCodes?.split(',').map((code) => code.trim().toUpperCase()) ?? null,
        }
      : null,
    startsAt: options.startAt ?? null,
    endsAt: options.endAt ?? null,
    atEnd: options.atEnd,
    ratePerHour: options.rate ?? null,
    whenStill: options.whenStill,
  }
}
