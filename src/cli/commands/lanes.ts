import type { Command } from 'commander'
import {
  findLane,
  liftStop,
  limitLane,
  orderBreaker,
  stopLanes,
  unlimitLane,
  type LaneActor,
} from '../../operations/lane/change-lane.js'
import { readLane, readLanes } from '../../operations/lane/lane-status.js'
import { MeterliftError } from '../../domain/errors.js'
import type { Lane } from '../../domain/programme.js'
import { withContext, type ActingOptions, type Context } from '../context.js'
import { acting, common, example, oneOf, read, readActing, wholeNumber } from '../options.js'
import { say, sayJson } from '../print.js'
import { showLane, showLanes } from '../views/lanes.js'
import { instantGiven, showInstant } from '../when.js'

interface ChangeOptions extends ActingOptions {
  readonly reason: string
}

/** lanes: how they stand; stop, lift, set, reset and breaker: what a person does about them. */
export function addLanes(program: Command): void {
  const lanes = example(
    common(program.command('lanes [lane]')),
    'lanes',
    'lanes itron',
    'lanes stop --all --reason "…"',
  )
    .description('how the lanes stand, or one of them: in flight, day, queue, success, breaker, window')
    // Options after the name of a subcommand are the subcommand's.
    .enablePositionalOptions()
    .action(async (text: string | undefined) => {
      const options = read(lanes)
      await withContext(options, async ({ db, inForce }) => {
        const now = Date.now()
        const { programme } = await inForce()
        if (text === undefined) {
          const found = await readLanes(db, programme, programme.lanes, now)
          if (options.json) sayJson({ lanes: found })
          else showLanes(found, now)
          return
        }
        const detail = await readLane(db, programme, findLane(programme, text), now)
        if (options.json) sayJson(detail)
        else if (detail !== null) showLane(detail, now)
      })
    })
  addStop(lanes)
  addLift(lanes)
  addSet(lanes)
  addReset(lanes)
  addBreaker(lanes)
}

function changing(lanes: Command, name: string, use: string): Command {
  return example(acting(lanes.command(name)), `lanes ${use}`).requiredOption('--reason <words>', 'why, for the record')
}

function addStop(lanes: Command): void {
  const stop = changing(lanes, 'stop [lane]', 'stop --all --reason "DCC asked for it"')
    .description('stop a lane, or all of them: nothing new is submitted, what is in flight lands')
    .option('--all', 'all lanes', false)
    .action(async (text: string | undefined) => {
      await changeStop(stop, text, async ({ db }, lane, actor) => {
        await stopLanes(db, lane?.id ?? null, actor)
        return lane === null ? 'all lanes are stopped' : `lane ${lane.id} is stopped`
      })
    })
}

function addLift(lanes: Command): void {
  const lift = changing(lanes, 'lift [lane]', 'lift --all --reason "DCC is well again"')
    .description('lift the stop of a lane, or the stop of all lanes')
    .option('--all', 'the stop of all lanes', false)
    .action(async (text: string | undefined) => {
      await changeStop(lift, text, async ({ db }, lane, actor) => {
        await liftStop(db, lane?.id ?? null, actor)
        return lane === null ? 'the stop of all lanes is lifted' : `the stop of lane ${lane.id} is lifted`
      })
    })
}

/** A stop names one lane or says that all are meant: nobody stops everything by leaving something out. */
async function changeStop(
  command: Command,
  text: string | undefined,
  change: (context: Context, lane: Lane | null, actor: LaneActor) => Promise<string>,
): Promise<void> {
  const options = readActing<ChangeOptions & { readonly all: boolean }>(command)
  if ((text === undefined) !== options.all) {
    throw new MeterliftError('STEP_UNCLEAR', 'it is not clear which lanes are meant', {
      hint: 'name one lane, or say --all',
    })
  }
  await changed(command, (context, actor) => changeLane(context, text, (lane) => change(context, lane, actor)))
}

async function changeLane<T>(
  { inForce }: Context,
  text: string | undefined,
  change: (lane: Lane | null) => Promise<T>,
): Promise<T> {
  if (text === undefined) return change(null)
  return change(findLane((await inForce()).programme, text))
}

function addSet(lanes: Command): void {
  const whole = wholeNumber(0, 10_000_000)
  const set = changing(lanes, 'set <lane>', 'set itron --rate 20 --until +2h --reason "head end is slow"')
    .description('set temporary limits of a lane; they hold from the next claim on and end by themselves')
    .option('--rate <n>', 'installations a minute', whole)
    .option('--daily-capacity <n>', 'installations a day', whole)
    .option('--in-flight <n>', 'installations awaiting their outcome at once', whole)
    .requiredOption('--until <time>', 'when they end: +2h, +3d, 2026-11-24T18:00 (London)', (text: string) =>
      instantGiven(text),
    )
    .action(async (text: string) => {
      const { rate, dailyCapacity, inFlight, until } = readActing<{
        readonly rate?: number
        readonly dailyCapacity?: number
        readonly inFlight?: number
        readonly until: number
      }>(set)
      await changed(set, async ({ db, inForce }, actor) => {
        const lane = findLane((await inForce()).programme, text)
        const limits = { ratePerMinute: rate, dailyCapacity, inFlightLimit: inFlight, until }
        await limitLane(db, lane, limits, actor)
        return `the limits of lane ${lane.id} hold until ${showInstant(until)}`
      })
    })
}

function addReset(lanes: Command): void {
  const reset = changing(lanes, 'reset <lane>', 'reset itron --reason "head end is well"')
    .description('end the temporary limits of a lane: the programme’s hold again')
    .action(async (text: string) => {
      await changed(reset, async ({ db, inForce }, actor) => {
        const lane = findLane((await inForce()).programme, text)
        await unlimitLane(db, lane, actor)
        return `the programme’s limits hold for lane ${lane.id}`
      })
    })
}

function addBreaker(lanes: Command): void {
  const breaker = changing(lanes, 'breaker <lane> <order>', 'breaker itron open --reason "SMSO reports an outage"')
    .description('hold the breaker of a lane open or closed, or let it move by itself again (open, closed, auto)')
    .action(async (text: string, word: string) => {
      const order = oneOf(['open', 'closed', 'auto'])(word)
      await changed(breaker, async ({ db, inForce }, actor) => {
        const lane = findLane((await inForce()).programme, text)
        await orderBreaker(db, lane.id, order, actor)
        return order === 'auto'
          ? `the breaker of lane ${lane.id} moves by itself`
          : `the breaker of lane ${lane.id} is held ${order}`
      })
    })
}

/** Makes a change and says how the lanes stand afterwards. */
async function changed(
  command: Command,
  change: (context: Context, actor: LaneActor) => Promise<string>,
): Promise<void> {
  const options = readActing<ChangeOptions>(command)
  await withContext(options, async (context) => {
    const said = await change(context, { by: options.by, reason: options.reason, now: Date.now() })
    if (!options.json) {
      say(said)
      return
    }
    const { programme } = await context.inForce()
    sayJson({ lanes: await readLanes(context.db, programme, programme.lanes, Date.now()) })
  })
}
