// npm run bench:journey: clean journeys beside a naive workflow and beside an empty one (docs/benchmarks.md, Journey).
import { isDeepStrictEqual } from 'node:util'
import { freshRegister } from './import/register.js'
import { runFloor, runMeterlift, runNaive } from './journey/contenders.js'
import { prepareFleet } from './journey/fleet.js'
import { countHistories, type HistoryCount } from './journey/histories.js'
import { contentOf } from './journey/same-rows.js'
import { openWorld } from './journey/world.js'
import { amount, benchCommand } from './support/arguments.js'
import { inTurn, median } from './support/measure.js'
import { machineLine, printResult, printTable, say } from './support/report.js'
import { withPostgresAndTemporal } from './support/services.js'

const command = benchCommand('journey', 'Clean journeys beside a naive workflow and beside an empty one', {
  size: 1_500,
  of: 'journeys of a run',
})
  .option('--rounds <n>', 'runs of each; the median counts', amount, 3)
  .option('--only <names>', 'only these contenders, for a look at one of them (no ratios)')
  .option('--eager-floor', 'start the floor eagerly, as Meterlift starts its journeys', false)
  .parse()
const { size, rounds, only, eagerFloor } = command.opts<{
  size: number
  rounds: number
  only?: string
  eagerFloor: boolean
}>()
/** Histories looked at of each contender. */
const looked = 200

await withPostgresAndTemporal(['fleet'], async ({ databaseUrl, temporalAddress }) => {
  say(`laying out a register with ${size.toLocaleString('en-GB')} clean meters`)
  await prepareFleet(databaseUrl('fleet'), size)
  const world = await openWorld(temporalAddress)
  const numbers = Array.from({ length: size }, (_, index) => index + 1)
  const contents = new Map<string, unknown>()
  const fresh = (name: string): Promise<void> => freshRegister(databaseUrl('postgres'), 'fleet', name)
  const inRegister = (name: string, run: (url: string) => Promise<number>) => async () => {
    await fresh(name)
    const seconds = await run(databaseUrl(name))
    contents.set(name, await contentOf(databaseUrl(name)))
    return seconds
  }
  const contenders = [
    { name: 'meterlift', id: 'meter', run: inRegister('meterlift', (url) => runMeterlift(world, url, numbers)) },
    { name: 'naive', id: 'naive', run: inRegister('naive', (url) => runNaive(world, url, numbers)) },
    { name: 'floor', id: 'floor', run: () => runFloor(world, numbers, eagerFloor) },
  ].filter(({ name }) => only === undefined || only.split(',').includes(name))
  const told = contenders.map(({ name, run }) => ({
    name,
    run: async () => {
      const seconds = await run()
      say(`${name}: ${(size / seconds).toFixed(1)} journeys a second`)
      return seconds
    },
  }))
  const seconds = await inTurn(told, rounds)
  if (contents.size === 2 && !isDeepStrictEqual(contents.get('meterlift'), contents.get('naive'))) {
    throw new Error(
      `the registers differ:\n${JSON.stringify(contents.get('meterlift'))}\n${JSON.stringify(contents.get('naive'))}`,
    )
  }
  const counted = new Map<string, readonly HistoryCount[]>()
  for (const { name, id } of contenders) {
    counted.set(
      name,
      await countHistories(
        world,
        numbers.filter((number) => number % Math.ceil(size / looked) === 0).map((number) => `${id}/${number}`),
      ),
    )
  }
  await world.connection.close()

  const pace = (name: string): number => size / median(seconds.get(name) ?? [])
  const of = (name: string, what: keyof HistoryCount): readonly number[] =>
    (counted.get(name) ?? []).map((count) => count[what])
  process.stdout.write(
    `${await machineLine({ postgres: databaseUrl('postgres'), temporal: 'Temporal dev server on a file' })}; ${size} journeys, median of ${rounds}\n`,
  )
  printTable(
    ['', 'journeys a second', 'slowest-fastest', 'events (most)', 'billable actions (most)'],
    contenders.map(({ name }) => {
      const all = seconds.get(name) ?? []
      const [events, actions] = [of(name, 'events'), of(name, 'actions')]
      return [
        name,
        pace(name).toFixed(1),
        `${(size / Math.max(...all)).toFixed(1)}-${(size / Math.min(...all)).toFixed(1)}`,
        `${median(events)} (${Math.max(...events)})`,
        `${median(actions)} (${Math.max(...actions)})`,
      ]
    }),
  )
  if (only === undefined) {
    process.stdout.write('naive and Meterlift left the same rows in the register\n')
    printResult({
      naive: pace('meterlift') / pace('naive'),
      floor: pace('meterlift') / pace('floor'),
      events: Math.max(...of('meterlift', 'events')),
    })
  }
})
