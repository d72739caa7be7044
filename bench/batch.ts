// npm run bench:batch: planning a batch, and releasing it through its lane beside a bare SQL queue (docs/benchmarks.md, Batches).
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { MockActivityEnvironment } from '@temporalio/testing'
import getPort from 'get-port'
import { pino } from 'pino'
import { createBatchActivities } from '../src/activities/batch-activities.js'
import { createLaneActivities } from '../src/activities/lane-activities.js'
import { defaultPlan } from '../src/domain/batch/plan.js'
import type { Programme } from '../src/domain/programme.js'
import { createDccGateway, type DccGateway } from '../src/gateways/dcc.js'
import { commandBatch, type Acting } from '../src/operations/batch/command.js'
import { dryRunBatch, planBatch } from '../src/operations/batch/plan-batch.js'
import { tendBatch } from '../src/register/batch/tend.js'
import { openDatabase, type Database } from '../src/register/database.js'
import { createProgrammeStore } from '../src/register/programme/store.js'
import { emptyQueue, fillQueue } from './batch/bare-queue.js'
import { writeBareRows } from './batch/bare-rows.js'
import { makeReady } from './batch/ready.js'
import { prepareFleet } from './journey/fleet.js'
import { benchCommand } from './support/arguments.js'
import { timed } from './support/measure.js'
import { machineLine, printResult, printTable, say } from './support/report.js'
import { withPostgres } from './support/services.js'

const command = benchCommand('batch', 'Planning a batch, and releasing it beside a bare SQL queue', {
  size: 100_000,
  of: 'members',
}).parse()
const { size } = command.opts<{ size: number }>()
/** Groups on their way to DCC at once, as in the lane (src/activities/lane-activities.ts). */
const groupsAtOnce = 4
const token = 'bench-only-bench-only'

await withPostgres(['meterlift', 'queue', 'sandbox'], async (services) => {
  const url = services.databaseUrl('meterlift')
  say(`preparing ${size.toLocaleString('en-GB')} meters`)
  await prepareFleet(url, size)
  await ready(url)
  await copied(services.databaseUrl('postgres'), 'meterlift', 'rows')
  const db = openDatabase(url, { max: 8, name: 'bench' })
  const queue = openDatabase(services.databaseUrl('queue'), { max: 8, name: 'bench' })
  try {
    const laneId = await onlyLane(db)
    await fillQueue(queue, db)
    await withSandbox(services.databaseUrl('sandbox'), async (dcc) => {
      const programmes = createProgrammeStore()
      const inForce = await programmes.current(db)
      const groupSize = inForce.programme.lanes.find(({ id }) => id === laneId)?.groupSize ?? 0
      const asked = { filter: {}, devices: null, plan: defaultPlan, now: Date.now() }
      const peak = watchMemory()
      const dryRunSeconds = await timed(() => dryRunBatch(db, inForce, asked))
      const plan = async (register = db): Promise<number> => {
        const made = await planBatch(register, inForce, {
          ...asked,
          name: 'bench',
          actor: 'bench',
          reason: null,
          submit: true,
        })
        if (made.members !== size) throw new Error(`${made.members} of ${size} meters are members`)
        return made.batchId
      }
      const refused = await plan()
      const refuseSeconds = await timed(() => commandBatch(db, refused, 'refuse', acting()))
      const cancelled = await plan()
      await commandBatch(db, cancelled, 'approve', acting())
      const cancelSeconds = await timed(() => cancelStarted(db, inForce.programme, cancelled))
      await db`vacuum analyze batch_member, installation, journey`
      let batchId = 0
      const planSeconds = await timed(async () => (batchId = await plan()))
      await db`vacuum analyze batch_member, installation, journey, meter`
      const bare = await timed(() => emptyQueue(queue, dcc, groupSize, groupsAtOnce))
      say(`a bare queue: ${(size / bare).toFixed(0)} a second`)
      const released = await releaseAll(db, dcc, batchId, laneId)
      say(`the batch: ${(size / released.seconds).toFixed(0)} a second`)
      const peakMb = peak()
      const rows = await bareRows(services.databaseUrl('rows'), dcc, { plan, laneId, groupSize })
      say(`the batch’s rows and nothing else: ${(size / rows).toFixed(0)} a second`)
      printTable(
        ['batch', ''],
        [
          ['members', size.toLocaleString('en-GB')],
          ['seconds of the dry run', dryRunSeconds.toFixed(2)],
          ['seconds to plan', planSeconds.toFixed(2)],
          ['seconds to refuse it', refuseSeconds.toFixed(2)],
          ['seconds to cancel it once it has begun to release', cancelSeconds.toFixed(2)],
          ['seconds until the first was released', released.firstSeconds.toFixed(2)],
          ['acknowledged a second', (size / released.seconds).toFixed(0)],
          ['its rows written and nothing else, a second', (size / rows).toFixed(0)],
          ['a bare queue, a second', (size / bare).toFixed(0)],
          ['peak memory of this process, MB', peakMb.toFixed(0)],
        ],
      )
      process.stdout.write(`${await machineLine({ postgres: url })}\n`)
      printResult({ queue: bare / released.seconds, floor: bare / rows, plan_s: planSeconds, peak_mb: peakMb })
    })
  } finally {
    await queue.end()
    await db.end()
  }
})

async function ready(url: string): Promise<void> {
  const db = openDatabase(url, { max: 1, name: 'bench' })
  await makeReady(db)
  await db.end()
}

/** A copy of a database to which nobody is connected. */
async function copied(adminUrl: string, of: string, name: string): Promise<void> {
  const admin = openDatabase(adminUrl, { max: 1, name: 'bench' })
  await admin`create database ${admin(name)} template ${admin(of)}`
  await admin.end()
}

/** Plans the batch in a register of its own, whose triggers are off from then on, and writes its members' rows. */
async function bareRows(
  url: string,
  dcc: DccGateway,
  { plan, ...of }: { plan: (register: Database) => Promise<number>; laneId: string; groupSize: number },
): Promise<number> {
  const register = openDatabase(url, { max: 1, name: 'bench' })
  const batchId = await plan(register)
  await register`vacuum analyze batch_member, installation, journey, meter`
  await register`alter database rows set session_replication_role = replica`
  await register.end()
  const db = openDatabase(url, { max: 8, name: 'bench' })
  try {
    return await writeBareRows(db, dcc, { ...of, batchId, atOnce: groupsAtOnce })
  } finally {
    await db.end()
  }
}

function acting(): Acting {
  return { actor: 'bench', reason: null, now: Date.now() }
}

/** Lets a batch begin to release, cancels it, and looks at it until all its members are given back. */
async function cancelStarted(db: Database, programme: Programme, batchId: number): Promise<void> {
  for (let looks = 0; looks < 3; looks += 1) await tendBatch(db, programme, batchId, Date.now())
  await commandBatch(db, batchId, 'cancel', acting())
  for (;;) {
    const { state } = await tendBatch(db, programme, batchId, Date.now())
    if (state === 'cancelled') return
  }
}

/** Approves the batch and runs its look and its lane until DCC has acknowledged every member; asks after these once all are claimed. */
async function releaseAll(
  db: Database,
  dcc: DccGateway,
  batchId: number,
  laneId: string,
): Promise<{ readonly seconds: number; readonly firstSeconds: number }> {
  const programmes = createProgrammeStore()
  const clock = Date.now
  const lanes = createLaneActivities({ db, programmes, dcc, clock, log: pino({ level: 'warn' }, pino.destination(2)) })
  const batches = createBatchActivities({ db, programmes, clock })
  const lane = new MockActivityEnvironment()
  const batch = new MockActivityEnvironment()
  const start = performance.now()
  await commandBatch(db, batchId, 'approve', acting())
  let over = false
  const tending = (async () => {
    while (!over) await batch.run(batches.tendBatch, batchId)
  })()
  const running = lane.run(lanes.runLane, laneId)
  let firstSeconds = Number.NaN
  try {
    for (let lastMoved = performance.now(), before = 0; ;) {
      const [row] = await db<{ n: number; released: number }[]>`
        select case when flown < ${size} then flown else (select count(*) from submission where state = 'submitted') end as n,
               (select count(*) from lane_queue where release = 'released') as released
        from (select coalesce(sum(n), 0)::bigint as flown from lane_flight) f`
      if (Number.isNaN(firstSeconds) && (row?.released ?? 0) > 0) firstSeconds = (performance.now() - start) / 1_000
      const n = row?.n ?? 0
      if (n >= size) return { seconds: (performance.now() - start) / 1_000, firstSeconds }
      if (n > before) lastMoved = performance.now()
      before = n
      if (performance.now() - lastMoved > 60_000)
        throw new Error(`${n} of ${size} were released, and no more for a minute`)
      await sleep(200)
    }
  } finally {
    over = true
    lane.cancel()
    batch.cancel()
    await Promise.allSettled([tending, running])
  }
}

async function onlyLane(db: Database): Promise<string> {
  const rows = await db<{ lane_id: string }[]>`select distinct lane_id from installation where lane_id is not null`
  const [row] = rows
  if (row === undefined || rows.length !== 1) throw new Error('the fleet is not of one lane')
  return row.lane_id
}

/** Watches this process's memory. @returns tells its peak in MB and stops */
function watchMemory(): () => number {
  let most = 0
  const look = (): void => {
    most = Math.max(most, process.memoryUsage().rss)
  }
  const timer = setInterval(look, 100)
  return () => {
    look()
    clearInterval(timer)
    return most / 1e6
  }
}

/** Runs the sandbox as a process of its own; its outcomes come too late to matter. */
async function withSandbox<T>(databaseUrl: string, work: (dcc: DccGateway) => Promise<T>): Promise<T> {
  const port = await getPort({ host: '127.0.0.1' })
  const main = fileURLToPath(new URL('../src/sandbox/main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      SANDBOX_DATABASE_URL: databaseUrl,
      SANDBOX_PORT: String(port),
      SANDBOX_TOKEN: token,
      SANDBOX_PACE: '86400000-86400000',
      METERLIFT_API_URL: 'http://127.0.0.1:9',
      METERLIFT_CALLBACK_SECRET: 'bench-only-bench-only-bench-only',
      METERLIFT_LOG_LEVEL: 'warn',
    },
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  try {
    const url = `http://127.0.0.1:${port}`
    for (let tries = 0; ; tries += 1) {
      const well = await fetch(`${url}/health`).then(
        ({ ok }) => ok,
        () => false,
      )
      if (well) break
      if (tries > 300 || child.exitCode !== null) throw new Error('the sandbox did not start')
      await sleep(100)
    }
    return await work(createDccGateway({ system: 'DCC', url: `${url}/dcc`, token, timeoutMs: 30_000 }))
  } finally {
    child.kill('SIGTERM')
    await gone
  }
}
