import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import Postgrator from 'postgrator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../../src/register/database.js'
import { migrate } from '../../../src/register/migrate.js'
import { Gate } from '../../support/gate.js'
import { startOwnPostgres, type OwnPostgres } from '../../support/own-postgres.js'
import { compiled, launch, type Process } from '../../support/program.js'

const migrations = fileURLToPath(new URL('../../../src/register/migrations/', import.meta.url))
let server: OwnPostgres
let script: string
let wanted: unknown

beforeAll(async () => {
  server = await startOwnPostgres('reference')
  script = await compiled('register/migrate-main.js')
  await migrate(server.urlOf('reference'))
  wanted = await schemaOf('reference')
}, 120_000)
afterAll(() => server.stop())

/** Everything that makes up the schema, with the versions noted. */
async function schemaOf(database: string): Promise<unknown> {
  const db = openDatabase(server.urlOf(database), { max: 1 })
  try {
    return {
      versions: await db`select version from schema_version order by version`,
      columns:
        await db`select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns where table_schema = 'public' order by 1, 2`,
      indexes: await db`select indexdef from pg_indexes where schemaname = 'public' order by 1`,
      constraints:
        await db`select conrelid::regclass::text as of, pg_get_constraintdef(oid) as is from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2`,
      functions:
        await db`select pg_get_functiondef(oid) as is from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
      triggers: await db`select pg_get_triggerdef(oid) as is from pg_trigger where not tgisinternal order by 1`,
    }
  } finally {
    await db.end()
  }
}

let made = 0
async function database(version: 'empty' | 1): Promise<string> {
  made += 1
  const name = `faults_${made}`
  const admin = openDatabase(server.urlOf('postgres'), { max: 1 })
  await admin.unsafe(`create database ${name}`)
  await admin.end()
  if (version === 'empty') return name
  const db = openDatabase(server.urlOf(name), { max: 1 })
  const postgrator = new Postgrator({
    migrationPattern: `${migrations}*.sql`,
    driver: 'pg',
    schemaTable: 'schema_version',
    execQuery: async (query) => ({ rows: [...(await db.unsafe(query))] }),
  })
  await postgrator.migrate(String(version))
  await db.end()
  return name
}

const migrator = (name: string): Process => launch(script, [], { env: { METERLIFT_DATABASE_URL: server.urlOf(name) } })

const process9 = 'the migrating process'
type Victim = typeof process9 | 'PostgreSQL' | 'its session'
const places: readonly (readonly [
  what: string,
  from: 'empty' | 1,
  victims: readonly Victim[],
  gate: (url: string) => Promise<Gate>,
])[] = [
  [
    'an empty database, before its first table',
    'empty',
    [process9],
    (url) => Gate.beforeSchemaChange(url, 'CREATE TABLE'),
  ],
  [
    'an empty database, half-way',
    'empty',
    [process9, 'PostgreSQL'],
    (url) => Gate.beforeSchemaChange(url, 'CREATE TRIGGER'),
  ],
  [
    'version 1, in the next version',
    1,
    [process9, 'its session'],
    (url) => Gate.beforeSchemaChange(url, 'CREATE INDEX'),
  ],
  [
    'version 1, between the next version and the note of it',
    1,
    [process9, 'PostgreSQL'],
    (url) => Gate.beforeRow(url, 'schema_version', 'insert'),
  ],
  ['version 1, in the commit', 1, [process9, 'PostgreSQL'], (url) => Gate.atCommit(url, 'schema_version', 'insert')],
]

describe.each(places)('a migration of %s', (_, from, victims, gateAt) => {
  it.each(victims)(
    'when kill -9 takes %s, is completed by the next',
    async (victim) => {
      const name = await database(from)
      const gate = await (await gateAt(server.urlOf(name))).close()
      const first = migrator(name)
      const session = await gate.reached()
      if (victim === 'PostgreSQL') {
        await server.kill()
        await server.restart()
      } else if (victim === process9) await first.kill()
      else process.kill(session, 'SIGKILL')
      expect(await first.exited).not.toBe(0)
      if (victim === 'its session') await up()
      await gate.open()
      // Whoever migrates next may find the dead one's session still busy: it queues behind it.
      await Promise.all([migrate(server.urlOf(name)), migrate(server.urlOf(name))])
      expect(await schemaOf(name)).toEqual(wanted)
    },
    60_000,
  )
})

/** After the crash of a session PostgreSQL ends all others and recovers by itself. */
async function up(): Promise<void> {
  const db = openDatabase(server.urlOf('postgres'), { max: 1 })
  await expect
    .poll(
      () =>
        db`select 1`.then(
          () => true,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true)
  await db.end()
}

describe('the migrations', () => {
  it('several at once make each version once', async () => {
    const name = await database('empty')
    const all = [migrator(name), migrator(name), migrator(name)]
    expect(await Promise.all(all.map(({ exited }) => exited))).toEqual([0, 0, 0])
    expect(await schemaOf(name)).toEqual(wanted)
    expect((wanted as { versions: readonly unknown[] }).versions).toHaveLength((await readdir(migrations)).length + 1)
  }, 60_000)
})
