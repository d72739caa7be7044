// npm run bench:parked: what journeys cost while they wait, and what it takes to wake a part of them (docs/benchmarks.md, Parked).
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, Connection } from '@temporalio/client'
import { addDays, londonDate } from '../src/domain/calendar.js'
import type { Programme } from '../src/domain/programme.js'
import { readProgrammeFolder } from '../src/operations/apply-programme.js'
import { decide } from '../src/operations/decide.js'
import { importPortfolio } from '../src/operations/import-portfolio.js'
import { openDatabase, type Database } from '../src/register/database.js'
import { migrate } from '../src/register/migrate.js'
import { putInForce } from '../src/register/programme/change.js'
import { parkedPortfolio } from './parked/parked-portfolio.js'
import { usageOf, type Usage } from './support/process-usage.js'
import { bringRecords } from './parked/records.js'
import { startWorkerProcess } from './parked/worker-process.js'
import { amount, benchCommand } from './support/arguments.js'
import { median, timed } from './support/measure.js'
import { machineLine, printResult, printTable, say } from './support/report.js'
import { withPostgresAndTemporal, type TemporalServices } from './support/services.js'

const command = benchCommand('parked', 'What waiting journeys cost, and what waking a fifth of them takes', {
  size: 100_000,
  of: 'journeys that wait',
})
  .option(
    '--watch <seconds>',
    'how long they are watched (default: ten minutes, half a minute below 20,000 journeys)',
    amount,
  )
  .parse()
const { size, watch } = command.opts<{ size: number; watch?: number }>()
const watchSeconds = watch ?? (size < 20_000 ? 30 : 600)
/** A fifth waits for its cohort, two fifths for another one, two fifths stand ready with a timer and are not released. */
const parts = [
  { cohort: 'aclara', meters: Math.floor(size / 5) },
  { cohort: 'edmi', meters: Math.floor((2 * size) / 5) },
  { cohort: 'secure-meters', meters: size - Math.floor(size / 5) - Math.floor((2 * size) / 5) },
] as const
const woken = parts[0].meters
const decisions = 20

await withPostgresAndTemporal(['meterlift'], async (services) => {
  const databaseUrl = services.databaseUrl('meterlift')
  await migrate(databaseUrl)
  const db = openDatabase(databaseUrl, { max: 4, name: 'bench' })
  const connection = await Connection.connect({ address: services.temporalAddress })
  const worker = {
    databaseUrl,
    temporalAddress: services.temporalAddress,
    logFile: join(services.folder, 'worker.log'),
  }
  try {
    const programme = await parkedProgramme()
    await apply(db, programme, 'parked')
    const empty = await readSizes(db, services)
    say(`importing ${size.toLocaleString('en-GB')} meters`)
    await importParked(db, programme)
    const running = await startWorkerProcess(worker)
    try {
      const processes = { server: services.temporalPid, workers: running.pid, database: services.postgresPid }
      const startSeconds = await timed(() => untilParked(db))
      say(`parked after ${Math.round(startSeconds)} s; settling, then watching for ${watchSeconds} s`)
      await sleep(Math.min(watchSeconds, 15) * 1_000)
      const watched = await watchFor(watchSeconds, processes)
      const full = await readSizes(db, services)
      const client = new Client({ connection })
      const alone = await decideSome(db, client)
      const before = await stepsOfTheRest(db)
      const wake = await wakeAll(db, client, withCohortLive(programme))
      const disturbed = (await stepsOfTheRest(db)) - before - wake.waits.length
      const bytes = {
        server: (full.server - empty.server) / size,
        database: (full.database - empty.database) / size,
      }
      printTable(
        ['while they wait', 'server', 'workers', 'database'],
        [
          [
            'processor, % of one core',
            ...[watched.server, watched.workers, watched.database].map((use) => use.cpuPercent.toFixed(1)),
          ],
          [
            'memory, MB',
            ...[watched.server, watched.workers, watched.database].map((use) => (use.rssBytes / 1e6).toFixed(0)),
          ],
          ['on disk, bytes a journey', bytes.server.toFixed(0), '0', bytes.database.toFixed(0)],
        ],
      )
      printTable(
        [`waking ${woken.toLocaleString('en-GB')} of ${size.toLocaleString('en-GB')}`, ''],
        [
          ['seconds until each had decided again', wake.seconds.toFixed(1)],
          ['a second', (woken / wake.seconds).toFixed(0)],
          ['other journeys disturbed', String(disturbed)],
          ['a person’s decision meanwhile, ms (median, longest)', latency(wake.waits)],
          ['a person’s decision before, ms (median, longest)', latency(alone)],
        ],
      )
      say(`journeys started: ${(size / startSeconds).toFixed(0)} a second`)
      process.stdout.write(
        `${await machineLine({ postgres: databaseUrl, temporal: 'Temporal dev server on a file' })}\n`,
      )
      printResult({
        cpu_percent: watched.server.cpuPercent + watched.workers.cpuPercent + watched.database.cpuPercent,
        bytes: bytes.server + bytes.database,
        wake_s: wake.seconds,
      })
    } finally {
      await running.stop()
    }
  } finally {
    await connection.close()
    await db.end()
  }
})

/** The example programme, in which nobody is released without a batch: what is ready waits. */
async function parkedProgramme(): Promise<Programme> {
  const folder = fileURLToPath(new URL('../examples/programmes/example', import.meta.url))
  const { programme } = await readProgrammeFolder(folder, Date.now())
  const suppliers = programme.suppliers.map((supplier) => ({ ...supplier, standingAuthorisation: true }))
  return { ...programme, suppliers, switches: { ...programme.switches, automaticRelease: false } }
}

function withCohortLive(programme: Programme): Programme {
  const yesterday = addDays(londonDate(Date.now()), -1)
  const cohorts = programme.cohorts.map((cohort) =>
    cohort.id === parts[0].cohort
      ? { ...cohort, decisions: cohort.decisions.map((each) => ({ ...each, liveOn: yesterday })) }
      : cohort,
  )
  return { ...programme, cohorts }
}

async function apply(db: Database, programme: Programme, digest: string): Promise<void> {
  const now = Date.now()
  await putInForce(db, { programme, digest, appliedBy: 'bench', now, today: londonDate(now), changes: [] })
}

async function importParked(db: Database, programme: Programme): Promise<void> {
  const source = { stream: Readable.from(parkedPortfolio(programme, parts), { objectMode: false }), name: 'parked' }
  const report = await importPortfolio(db, source, { by: 'bench', now: Date.now(), quarantineTo: '/dev/null' })
  if (report.created !== size) throw new Error(`${report.created} meters of ${size} were imported`)
  await bringRecords(db)
}

/** Until every journey has made its first step and the outbox is empty. */
async function untilParked(db: Database): Promise<void> {
  for (let looks = 0; ; looks += 1) {
    const [row] = await db<{ open: number }[]>`
      select (select count(*) from outbox) + (select coalesce(sum(n), 0)::bigint from stage_count where stage = 'inventory') as open`
    if (row?.open === 0) return
    if (looks % 30 === 29) say(`${row?.open ?? 0} still to park`)
    await sleep(1_000)
  }
}

interface Sizes {
  readonly server: number
  readonly database: number
}

async function readSizes(db: Database, services: TemporalServices): Promise<Sizes> {
  const [row] = await db<{ bytes: number }[]>`select pg_database_size(current_database()) as bytes`
  const file = await stat(services.temporalFile)
  const log = await stat(`${services.temporalFile}-wal`).catch(() => null)
  return { server: file.size + (log?.size ?? 0), database: row?.bytes ?? 0 }
}

interface Use {
  readonly cpuPercent: number
  readonly rssBytes: number
}

async function watchFor<K extends string>(
  seconds: number,
  processes: Readonly<Record<K, number>>,
): Promise<Readonly<Record<K, Use>>> {
  const names = Object.keys(processes) as K[]
  const read = (): Promise<readonly (readonly [K, Usage])[]> =>
    Promise.all(names.map(async (name) => [name, await usageOf(processes[name])] as const))
  const before = new Map(await read())
  const took = await timed(() => sleep(seconds * 1_000))
  const uses = (await read()).map(([name, after]) => {
    const cpuSeconds = after.cpuSeconds - (before.get(name)?.cpuSeconds ?? 0)
    return [name, { cpuPercent: (100 * cpuSeconds) / took, rssBytes: after.rssBytes }] as const
  })
  return Object.fromEntries(uses) as Record<K, Use>
}

/** Number of steps that journeys of other cohorts have made. */
async function stepsOfTheRest(db: Database): Promise<number> {
  const [row] = await db<{ steps: number }[]>`
    select coalesce(sum(seq), 0)::bigint as steps from journey where cohort_id is distinct from ${parts[0].cohort}`
  return row?.steps ?? 0
}

/** Applies the programme and waits until each meter concerned has decided again; meanwhile a person decides now and then. */
async function wakeAll(db: Database, client: Client, programme: Programme) {
  const waits: number[] = []
  const done = new AbortController()
  const deciding = (async () => {
    while (!done.signal.aborted) waits.push(...(await decideSome(db, client, 1)))
  })()
  const seconds = await timed(async () => {
    await apply(db, programme, 'live')
    for (;;) {
      const [row] = await db<{ waiting: number }[]>`
        select coalesce(sum(n), 0)::bigint as waiting from stage_count where cohort_id = ${parts[0].cohort} and stage = 'waiting'`
      if (row?.waiting === 0) return
      await sleep(200)
    }
  })
  done.abort()
  await deciding
  return { seconds, waits }
}

/** A person takes meters back that stand ready; how long each answer took, in milliseconds. */
async function decideSome(db: Database, client: Client, many = decisions): Promise<readonly number[]> {
  const ready = await db<{ journey_id: number }[]>`
    select journey_id from journey where cohort_id = ${parts[2].cohort} and stage = 'migration' order by journey_id limit ${many}`
  const waits: number[] = []
  for (const { journey_id } of ready) {
    const decision = { journeyId: journey_id, command: { kind: 'withdraw' }, actor: 'bench', reason: null } as const
    waits.push((await timed(() => decide({ db, client }, decision))) * 1_000)
    await sleep(500)
  }
  return waits
}

function latency(waits: readonly number[]): string {
  return `${median(waits).toFixed(0)}, ${Math.max(...waits).toFixed(0)}`
}
