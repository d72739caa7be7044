// npm run bench:console: what the console asks, while transitions are written (docs/benchmarks.md, Console).
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { londonDate } from '../src/domain/calendar.js'
import { failureSpan } from '../src/domain/failure-trend.js'
import { createToken } from '../src/operations/access/tokens.js'
import { countCauses } from '../src/register/failure/count-causes.js'
import { openDatabase, type Database } from '../src/register/database.js'
import { migrate } from '../src/register/migrate.js'
import { createProgrammeStore } from '../src/register/programme/store.js'
import { startApiProcess } from './console/api-process.js'
import { createAsk, cursorTo, type Asker } from './console/ask.js'
import { batches } from './console/fill-history.js'
import { fillRegister } from './console/fill-register.js'
import { fleetQuestions, notAsked, supplierQuestions, type Known, type Question } from './console/questions.js'
import { streamRows } from './console/stream.js'
import { startWriter, type Written } from './console/writer-process.js'
import { amount, benchCommand } from './support/arguments.js'
import { quantile, timed } from './support/measure.js'
import { machineLine, printResult, printTable, say } from './support/report.js'
import { withPostgres, type Services } from './support/services.js'

const command = benchCommand('console', 'What the console asks, while transitions are written', {
  size: 10_100_000,
  of: 'meters',
})
  .option('--meters <n>', 'the same as --size', amount)
  .option('--seconds <n>', 'how long is asked', amount, 120)
  .option('--rate <n>', 'transitions written a second', amount, 200)
  .option('--data <folder>', 'keeps the register there, and takes the one that is there')
  .option('--fill', 'only fills the register')
  .option('--stream', 'measures the memory of uploading and exporting so many rows instead')
  .option('--only <text>', 'only questions that have this in their name')
  .parse()
const options = command.opts<{
  size: number
  meters?: number
  seconds: number
  rate: number
  data?: string
  only?: string
  fill?: true
  stream?: true
}>()
/** Three installations have five meters. */
const meters = Math.max(1, Math.round((options.meters ?? options.size) / 5)) * 5
/** Until what writes has come to its pace, and has told how batches fare. */
const warmUpMs = 10_000
/** The largest supplier and one of the smallest. */
const suppliers = ['british-gas', 'harbour-light'] as const

await withPostgres(
  options.stream === true ? ['meterlift'] : [],
  async (services) => {
    if (options.stream === true) return streamRows(services, meters, (db) => askerOf(db, null))
    const url = await filledRegister(services)
    if (options.fill === true) return
    const db = openDatabase(url, { max: 2, name: 'bench' })
    const api = await startApiProcess({
      databaseUrl: url,
      folder: join(services.folder, 'uploads'),
      logFile: join(services.folder, 'api.log'),
    })
    const { ask, close } = createAsk(api.url)
    try {
      // The service does so every minute, and has run for longer than a benchmark's.
      const { programme } = await createProgrammeStore().current(db)
      await countCauses(db, failureSpan(programme.policies, londonDate(Date.now())))
      const asked = await questions(db, ask)
      say(`${asked.length} questions; writing ${options.rate} transitions a second`)
      // The first time, plans are made and pages read: that is not what one waits for all day.
      for (const { asker, path } of asked) await ask(asker, path)
      const writer = startWriter(url, options.rate)
      try {
        await sleep(warmUpMs)
        const times = await askAll(ask, asked, options.seconds)
        await report(url, times, await writer.stop())
      } finally {
        writer.end()
      }
    } finally {
      close()
      await api.stop()
      await db.end()
    }
  },
  options.data,
)

/** The register with so many meters; it gets its name once it is complete. */
async function filledRegister({ databaseUrl }: Services): Promise<string> {
  const name = `meters_${meters}`
  const admin = openDatabase(databaseUrl('postgres'), { max: 1 })
  try {
    const [there] = await admin`select 1 from pg_database where datname = ${name}`
    if (there === undefined) {
      await admin`drop database if exists filling`
      await admin`create database filling`
      say(`filled in ${Math.round(await timed(() => fillRegister(databaseUrl('filling'), meters)))} s`)
      await admin`alter database filling rename to ${admin(name)}`
    }
  } finally {
    await admin.end()
  }
  await migrate(databaseUrl(name))
  return databaseUrl(name)
}

/** Asks all in turn for so many seconds, each at least once. @returns the milliseconds of each answer, by name */
async function askAll(
  ask: ReturnType<typeof createAsk>['ask'],
  asked: readonly Asked[],
  seconds: number,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>(asked.map(({ name }) => [name, []]))
  const until = performance.now() + seconds * 1_000
  for (let turn = 0; turn < asked.length || performance.now() < until; turn += 1) {
    const question = asked[turn % asked.length]
    if (question === undefined) throw new Error('nothing is asked: look at --only')
    const { ms, status, text } = await ask(question.asker, question.path)
    if (status !== 200) throw new Error(`${question.name}: ${status} ${text}`)
    times.get(question.name)?.push(ms)
  }
  return times
}

interface Asked {
  readonly name: string
  readonly asker: Asker
  readonly path: string
}

/** All that is asked, by whom; each list that goes on also far down. Every GET of the OpenAPI document is among it, or said not to be. */
async function questions(db: Database, ask: ReturnType<typeof createAsk>['ask']): Promise<readonly Asked[]> {
  const fleet = await askerOf(db, null)
  const known = await knownOf(db, null)
  const all = fleetQuestions(known).map((question) => ({ asker: fleet, question }))
  for (const supplier of suppliers) {
    const asker = await askerOf(db, supplier)
    const own = await knownOf(db, supplier)
    all.push(...supplierQuestions(own).map((question) => ({ asker, question })))
  }
  const document = JSON.parse((await ask(fleet, '/openapi.json')).text) as { paths: Record<string, { get?: unknown }> }
  for (const [path, { get }] of Object.entries(document.paths)) {
    const route = path.replace(/^\/v1/, '')
    const form = new RegExp(`^${route.replaceAll(/\{\w+\}/g, '[^/]+')}(\\?.*)?$`)
    if (get !== undefined && notAsked[route] === undefined && !all.some(({ question }) => form.test(question.url)))
      throw new Error(`nobody asks ${route}: say in bench/console/questions.ts who does, or why nobody does`)
  }
  const asked: Asked[] = []
  for (const { asker, question } of all) {
    const name = asker === fleet ? question.url : `${asker.name}: ${question.url}`
    if (options.only !== undefined && !name.includes(options.only)) continue
    asked.push({ name, asker, path: question.url })
    const deeper = await deepPath(ask, asker, question)
    if (deeper !== null) asked.push({ name: `${name} (deep)`, asker, path: deeper })
  }
  return asked
}

async function deepPath(
  ask: ReturnType<typeof createAsk>['ask'],
  asker: Asker,
  { url, deep }: Question,
): Promise<string | null> {
  if (deep === undefined) return null
  const { next } = JSON.parse((await ask(asker, url)).text) as { next?: string | null }
  if (next === null || next === undefined) return null
  return `${url}${url.includes('?') ? '&' : '?'}cursor=${cursorTo(next, deep)}`
}

async function askerOf(db: Database, supplier: string | null): Promise<Asker> {
  const { programme } = await createProgrammeStore().current(db)
  const roles = supplier === null ? ['operator', 'auditor', 'admin'] : ['supplier']
  const name = supplier ?? 'fleet'
  const request = { name, roles, scopes: [], supplier, days: 1, by: 'bench', now: Date.now() }
  return { name, token: (await createToken(db, programme, request)).token }
}

/** Things of the supplier, or of anyone: what its people would look for. */
async function knownOf(db: Database, supplier: string | null): Promise<Known> {
  const of = supplier ?? 'edf'
  const [found] = await db<Omit<Known, 'today' | 'meters' | 'openBatch' | 'overBatch' | 'action'>[]>`
    select m.meter_point as "meterPoint", m.device_id as "deviceId", i.hub_id as "hubId", m.firmware,
           (select operation_id from api_operation order by 1 limit 1)::text as operation,
           (select min(view_id) from saved_view where supplier_id is not distinct from ${supplier}) as view
    from journey j join meter m using (journey_id) join installation i on i.installation_id = j.installation_id
    where j.supplier_id = ${of} and j.stage = 'needs-action' order by j.journey_id limit 1`
  if (found === undefined) throw new Error(`the register has no meter of ${of}: take more --meters`)
  return { ...found, today: londonDate(Date.now()), meters, openBatch: batches.over + 3, overBatch: 3, action: 1 }
}

async function report(url: string, times: ReadonlyMap<string, readonly number[]>, written: Written): Promise<void> {
  const rows = [...times]
    .map(([name, all]) => ({ name, p50: quantile(all, 0.5), p95: quantile(all, 0.95), longest: Math.max(...all) }))
    .toSorted((a, b) => b.p95 - a.p95)
  printTable(
    ['milliseconds', 'p50', 'p95', 'longest'],
    rows.map(({ name, p50, p95, longest }) => [name, ...[p50, p95, longest].map((value) => value.toFixed(1))]),
  )
  const fewest = Math.min(...[...times.values()].map(({ length }) => length))
  process.stdout.write(
    `${await machineLine({ postgres: url })}; ${meters.toLocaleString('en-GB')} meters, each asked at least ${fewest} times; ` +
      `groups of steps written in ${quantile(written.groupMs, 0.5).toFixed(0)} ms (p95 ${quantile(written.groupMs, 0.95).toFixed(0)})\n`,
  )
  const every = [...times.values()].flat()
  printResult({
    p95_ms: rows[0]?.p95 ?? 0,
    worst_ms: Math.max(...every),
    all_p95_ms: quantile(every, 0.95),
    transitions_per_s: written.perSecond,
    ...Object.fromEntries(rows.map(({ name, p95 }) => [name, p95])),
  })
}
