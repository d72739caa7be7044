import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/register/database.js'
import { migrate } from '../../../src/register/migrate.js'
import { Gate } from '../../support/gate.js'
import { startOwnPostgres, type OwnPostgres } from '../../support/own-postgres.js'
import { exampleProgramme } from '../../support/programme.js'
import { exampleProgrammeFolder, launch, program, run, type Process } from '../../support/program.js'
import { inForce } from '../../support/register.js'

let server: OwnPostgres
let folder: string
let portfolio: string
let clean: unknown
const size = 6_000

beforeAll(async () => {
  server = await startOwnPostgres('reference')
  folder = await mkdtemp(join(tmpdir(), 'meterlift-import-'))
  portfolio = join(folder, 'portfolio.csv')
  const made = await run([
    'sample',
    portfolio,
    '--size',
    String(size),
    '--seed',
    '7',
    '--programme',
    exampleProgrammeFolder,
  ])
  expect(made).toMatchObject({ code: 0 })
  await ready('reference')
  const imported = await run(['import', portfolio, ...common], environment('reference'))
  clean = { said: counts(imported.stdout), holds: await contents('reference') }
}, 180_000)
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const common = ['--json', '--by', 'test'] as const
const environment = (database: string) => ({ cwd: folder, env: { METERLIFT_DATABASE_URL: server.urlOf(database) } })

async function ready(database: string): Promise<void> {
  await migrate(server.urlOf(database))
  const db = openDatabase(server.urlOf(database), { max: 2 })
  const now = Date.now()
  const today = new Date(now).toISOString().slice(0, 10)
  await inForce(db, await exampleProgramme(today), { today, now })
  await db.end()
}

let made = 0
async function database(): Promise<string> {
  made += 1
  const name = `faults_${made}`
  const admin = openDatabase(server.urlOf('postgres'), { max: 1 })
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  await ready(name)
  return name
}

/** What an import says of the rows. */
function counts(stdout: string): unknown {
  const { rows, created, changed, unchanged, rejected, missing } = JSON.parse(
    stdout.trim().split('\n').at(-1) ?? '',
  ) as Record<string, number>
  return { rows, created, changed, unchanged, rejected, missing }
}

/** All that an import writes, apart from numbers and times. */
async function contents(database: string): Promise<unknown> {
  const db = openDatabase(server.urlOf(database), { max: 1 })
  try {
    return {
      imports:
        await db`select rows, created, changed, unchanged, rejected, missing, finished_at is not null as finished from import`,
      meters:
        await db`select m.meter_point, m.device_id, i.hub_id, m.supplier_id, j.stage, j.standing from meter m join installation i using (installation_id) join journey j using (journey_id) order by 1`,
      quarantine: await db`select row_number, part, code from quarantine order by 1, 2`,
      stages: await db`select stage, sum(n) as n from stage_count group by stage having sum(n) <> 0 order by 1`,
      evidence: await db`select kind, count(*) as n from evidence group by kind order by 1`,
    }
  } finally {
    await db.end()
  }
}
const nothing = { imports: [], meters: [], quarantine: [], stages: [], evidence: [] }

/** Tables that only an import's own session sees go with it. */
async function temporaryTables(database: string): Promise<number> {
  const db = openDatabase(server.urlOf(database), { max: 1 })
  const [row] = await db<
    { n: number }[]
  >`select count(*) as n from pg_class where relpersistence = 't' and relkind = 'r'`
  await db.end()
  return row?.n ?? -1
}

async function kill(victim: Victim, importing: Pick<Process, 'kill' | 'exited'>, session: number): Promise<void> {
  if (victim === 'the import') return importing.kill()
  if (victim === 'PostgreSQL') {
    await server.kill()
    await server.restart()
  } else {
    process.kill(session, 'SIGKILL')
    await expect.poll(async () => (await run(['status'], environment('reference'))).code, { timeout: 30_000 }).toBe(0)
  }
  expect(await importing.exited).not.toBe(0)
}

type Victim = 'the import' | 'PostgreSQL' | 'its session'
const victims: readonly Victim[] = ['the import', 'PostgreSQL', 'its session']

async function againAsIfNothingHadBeen(name: string): Promise<void> {
  await expect.poll(() => contents(name), { timeout: 20_000 }).toEqual(nothing)
  await expect.poll(() => temporaryTables(name), { timeout: 20_000 }).toBe(0)
  const again = await run(['import', portfolio, ...common], environment(name))
  expect({ said: counts(again.stdout), holds: await contents(name) }).toEqual(clean)
}

describe('an import during which kill -9 takes', () => {
  it.each(victims)(
    '%s while rows are being copied has changed nothing, and made again it does what it would have done',
    async (victim) => {
      const name = await database()
      const child = spawn(process.execPath, [program, 'import', '-', ...common], {
        cwd: folder,
        env: { ...process.env, ...environment(name).env },
        stdio: ['pipe', 'ignore', 'pipe'],
      })
      let said = ''
      child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
      child.stdin.on('error', () => undefined)
      const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
      const text = await readFile(portfolio, 'utf8')
      // Half of the file, and then nothing: the copy is open.
      child.stdin.write(text.slice(0, text.length / 2))
      const session = await copying(name)
      // What feeds the import may stall for ever; it goes on once the register is gone.
      const fed =
        victim === 'the import' ? undefined : setTimeout(() => child.stdin.end(text.slice(text.length / 2)), 1_000)
      await kill(
        victim,
        {
          exited,
          kill: async () => {
            child.kill('SIGKILL')
            await exited
          },
        },
        session,
      )
      clearTimeout(fed)
      if (victim !== 'the import') expect(said).toMatch(/^REGISTER_AWAY/m)
      await againAsIfNothingHadBeen(name)
    },
    90_000,
  )

  it.each(victims)(
    '%s in the merge has changed nothing, and made again it does what it would have done',
    async (victim) => {
      const name = await database()
      const gate = await (await Gate.beforeRow(server.urlOf(name), 'journey', 'insert')).close()
      const importing = launch(program, ['import', portfolio, ...common], environment(name))
      const session = await gate.reached()
      await kill(victim, importing, session)
      if (victim !== 'the import') expect(importing.said()).toMatch(/^REGISTER_AWAY/m)
      await gate.open()
      await againAsIfNothingHadBeen(name)
    },
    90_000,
  )

  it('the import in its commit is whole: made again it finds its rows there', async () => {
    const name = await database()
    const gate = await (await Gate.atCommit(server.urlOf(name), 'import', 'update')).close()
    const importing = launch(program, ['import', portfolio, ...common], environment(name))
    await gate.reached()
    await importing.kill()
    await gate.open()
    await expect
      .poll(async () => ({ holds: await contents(name) }), { timeout: 20_000 })
      .toEqual({ holds: (clean as { holds: unknown }).holds })
    const again = JSON.parse((await run(['import', portfolio, ...common], environment(name))).stdout) as Record<
      string,
      unknown
    >
    expect(again).toMatchObject({ created: 0, changed: 0, alreadyImported: true })
    expect({ holds: await contents(name) }).toEqual({ holds: (clean as { holds: unknown }).holds })
  }, 60_000)
})

async function copying(database: string): Promise<number> {
  const db = openDatabase(server.urlOf(database), { max: 1 })
  try {
    for (let tries = 0; tries < 300; tries += 1) {
      const [row] = await db<{ pid: number }[]>`
        select p.pid from pg_stat_progress_copy p where p.datname = ${database}`
      if (row !== undefined) return row.pid
      await new Promise((wake) => setTimeout(wake, 50))
    }
    throw new Error('nobody copies')
  } finally {
    await db.end()
  }
}
