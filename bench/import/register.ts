import { fileURLToPath } from 'node:url'
import { applyProgramme } from '../../src/operations/apply-programme.js'
import { openDatabase } from '../../src/register/database.js'
import { migrate } from '../../src/register/migrate.js'

const programme = fileURLToPath(new URL('../../examples/programmes/example', import.meta.url))

/** Makes an empty register with the example programme in force, to be copied by freshRegister. */
export async function prepareRegister(url: string): Promise<void> {
  await migrate(url)
  const db = openDatabase(url, { max: 2 })
  try {
    await applyProgramme(db, programme, { by: 'bench', now: Date.now() })
  } finally {
    await db.end()
  }
}

/** Gives a benchmark's run a register that holds no meters. */
export async function freshRegister(adminUrl: string, template: string, name: string): Promise<void> {
  await inDatabase(adminUrl, async (db) => {
    await db`drop database if exists ${db(name)}`
    await db`create database ${db(name)} template ${db(template)}`
    await db`checkpoint`
  })
}

/** Before a run, so that none pays for the writes of the one before it. */
export function checkpoint(adminUrl: string): Promise<void> {
  return inDatabase(adminUrl, async (db) => {
    await db`checkpoint`
  })
}

async function inDatabase(url: string, work: (db: ReturnType<typeof openDatabase>) => Promise<void>): Promise<void> {
  const db = openDatabase(url, { max: 1 })
  try {
    await work(db)
  } finally {
    await db.end()
  }
}
