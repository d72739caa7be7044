import type { Command } from 'commander'
import { batchStates, type BatchState } from '../../domain/batch/state.js'
import type { BatchCommand } from '../../domain/batch/transitions.js'
import {
  changeRate,
  commandBatch,
  commandWave,
  waveCommands,
  type WaveCommand,
} from '../../operations/batch/command.js'
import { listAttention } from '../../operations/batch/list-batches.js'
import { readMemberCounts, readWaves } from '../../register/batch/counts.js'
import { viewBatch } from '../../register/batch/view-batch.js'
import { listBatches } from '../../register/batch/read-batches.js'
import { withContext, type ActingOptions } from '../context.js'
import { acting, common, example, oneOf, read, readActing, wholeNumber } from '../options.js'
import { say, sayJson, sayTable } from '../print.js'
import { showBatch } from '../views/batch.js'
import { batchNumber, perHour } from './batch-arguments.js'
import { addBatchAuthorisations } from './batch-authorisations.js'
import { addBatchMembers } from './batch-members.js'
import { addBatchPlan } from './batch-plan.js'

/** batch ...: the whole life of a batch. */
export function addBatch(program: Command): void {
  const group = program
    .command('batch')
    .description('migration batches: plan, authorise, approve, release in waves, pace, watch, stop (docs/batches.md)')
  addBatchPlan(group)
  addReading(group)
  addCommands(group)
  addWaves(group)
  addRate(group)
  addBatchMembers(group)
  addBatchAuthorisations(group)
}

function addReading(group: Command): void {
  const list = example(common(group.command('list')), 'batch list --open')
    .description('batches, newest first')
    .option('--open', 'only those that are not over', false)
    .option('--attention', 'only those that need attention or lag, with why', false)
    .option('--state <state>', `only those that are ${batchStates.join(', ')}`, oneOf(batchStates))
    .option('--parent <batch>', 'only those in which members of this one are tried again', batchNumber)
    .option('--before <batch>', 'go on below this number', batchNumber)
    .option('--limit <n>', 'how many', wholeNumber(1, 1_000), 50)
    .action(async () => {
      const options = read<{
        readonly open: boolean
        readonly attention: boolean
        readonly state?: BatchState
        readonly parent?: number
        readonly before?: number
        readonly limit: number
      }>(list)
      await withContext(options, async ({ db }) => {
        const of = {
          open: options.open,
          state: options.state,
          parentId: options.parent ?? null,
          before: options.before ?? null,
          limit: options.limit,
        }
        const urgent = options.attention ? await listAttention(db, of, Date.now()) : null
        const rows = urgent ?? (await listBatches(db, of))
        if (options.json) sayJson({ batches: rows })
        else if (rows.length === 0) say('no batches')
        else
          sayTable(
            [
              { title: 'batch', align: 'right' },
              { title: 'name' },
              { title: 'state' },
              { title: 'members', align: 'right' },
              { title: 'live', align: 'right' },
              { title: 'enrolled', align: 'right' },
              { title: 'failed', align: 'right' },
            ],
            rows.map((row) => [
              String(row.batchId),
              row.name,
              row.state,
              row.members,
              row.live,
              row.enrolled,
              row.failed,
            ]),
          )
        if (options.json || urgent === null) return
        for (const { batchId, health } of urgent) say(`${batchId}: ${health.reasons.join('; ')}`)
      })
    })
  const show = example(common(group.command('show').argument('<batch>', 'its number', batchNumber)), 'batch show 7')
    .description('one batch: progress, health, waves, pace, who did what')
    .action(async (batchId: number) => {
      const options = read(show)
      await withContext(options, async ({ db }) => {
        const now = Date.now()
        const view = await viewBatch(db, batchId, now)
        if (options.json) sayJson(view)
        else showBatch(view, now)
      })
    })
}

const descriptions: Readonly<Record<BatchCommand, string>> = {
  submit: 'put a draft forward for approval',
  approve: 'approve it: it starts at its start time, or at once',
  refuse: 'refuse it: its members are given back',
  pause: 'release nothing more, withdraw what no lane has claimed, hold retries; what is in flight lands',
  resume: 'release again',
  cancel: 'give its members back, those in flight once they have landed',
  finish: 'end it now, as its end time would',
}

interface Reasoned extends ActingOptions {
  readonly reason?: string
}

function addCommands(group: Command): void {
  for (const [name, description] of Object.entries(descriptions) as readonly [BatchCommand, string][]) {
    const command = example(
      acting(group.command(name).argument('<batch>', 'its number', batchNumber)),
      `batch ${name} 7 --reason "as agreed"`,
    )
      .description(description)
      .option('--reason <words>', 'remark, for the record')
      .action(async (batchId: number) => {
        const options = readActing<Reasoned>(command)
        await withContext(options, async ({ db }) => {
          const by = { actor: options.by, reason: options.reason ?? null, now: Date.now() }
          const state = await commandBatch(db, batchId, name, by)
          if (options.json) sayJson({ batchId, state })
          else say(`batch ${batchId} is ${state}`)
        })
      })
  }
}

function addWaves(group: Command): void {
  const wave = example(
    acting(
      group
        .command('wave')
        .argument('<what>', waveCommands.join(', '), oneOf(waveCommands))
        .argument('<batch>', 'its number', batchNumber)
        .argument('<wave>', 'number of the wave', wholeNumber(1, 10_000)),
    ),
    'batch wave release 7 2 --reason "the canary looks well"',
  )
    .description('hold a wave, skip it (its members are given back), or release it now')
    .option('--reason <words>', 'why, for the record')
    .action(async (what: WaveCommand, batchId: number, number: number) => {
      const options = readActing<Reasoned>(wave)
      await withContext(options, async ({ db }) => {
        const by = { actor: options.by, reason: options.reason ?? null, now: Date.now() }
        await commandWave(db, batchId, number, what, by)
        const waves = await readWaves(db, batchId, await readMemberCounts(db, batchId))
        const found = waves.find((each) => each.wave === number)
        if (options.json) sayJson({ batchId, wave: number, state: found?.state, held: found?.held })
        else say(`wave ${number} of batch ${batchId} is ${found?.held === true ? 'held' : (found?.state ?? '-')}`)
      })
    })
}

function addRate(group: Command): void {
  const rate = example(
    acting(
      group
        .command('rate')
        .argument('<batch>', 'its number', batchNumber)
        .argument('<members>', 'released an hour at most, or none', perHour),
    ),
    'batch rate 7 500 --reason "the call centre is short of people"',
  )
    .description('change how fast it releases; holds within seconds')
    .option('--reason <words>', 'why, for the record')
    .action(async (batchId: number, members: number | null) => {
      const options = readActing<Reasoned>(rate)
      await withContext(options, async ({ db }) => {
        const by = { actor: options.by, reason: options.reason ?? null, now: Date.now() }
        await changeRate(db, batchId, members, by)
        if (options.json) sayJson({ batchId, ratePerHour: members })
        else
          say(
            `batch ${batchId} releases ${members === null ? 'as fast as its lanes go' : `${members} an hour at most`}`,
          )
      })
    })
}
