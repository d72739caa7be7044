import { Client, Connection } from '@temporalio/client'
import { userInfo } from 'node:os'
import { MeterliftError } from '../domain/errors.js'
import { openDatabase, type Database } from '../register/database.js'
import { createProgrammeStore, type ProgrammeInForce } from '../register/programme/store.js'
import { findRunning } from '../runtime/data-folder.js'

/** Options that every command understands. */
export interface CommonOptions {
  readonly data: string
  readonly json: boolean
  readonly by: string
}

/** What a command works with; opened when first asked for, closed by `withContext`. */
export interface Context {
  readonly db: Database
  readonly inForce: () => Promise<ProgrammeInForce>
  readonly temporal: () => Promise<Client>
}

/** Who acts where no --by is given: the user of this computer. */
export function userName(): string {
  return process.env.METERLIFT_USER ?? userInfo().username
}

/**
 * Runs a command against the stack: the one named by the environment, else the one that runs on the data folder.
 * @throws MeterliftError STACK_NOT_RUNNING
 */
export async function withContext<T>(options: CommonOptions, body: (context: Context) => Promise<T>): Promise<T> {
  const { databaseUrl, temporalAddress, namespace } = await findStack(options.data)
  const db = openDatabase(databaseUrl, { max: 4, name: 'meterlift-cli' })
  const programmes = createProgrammeStore()
  let connection: Connection | undefined
  try {
    await db`select 1`.catch((cause: unknown) => {
      throw new MeterliftError('REGISTER_AWAY', 'the register does not answer', { hint: 'look whether the stack still runs (npm start)', cause })
    })
    return await body({
      db,
      inForce: () => programmes.current(db),
      async temporal() {
        connection = await Connection.connect({ address: temporalAddress, connectTimeout: 5_000 }).catch((cause: unknown) => {
          throw new MeterliftError('TEMPORAL_AWAY', `Temporal does not answer at ${temporalAddress}`, { hint: 'look whether the stack still runs (npm start)', cause })
        })
        return new Client({ connection, namespace })
      },
    })
  } finally {
    await connection?.close()
    await db.end({ timeout: 5 })
  }
}

async function findStack(data: string): Promise<{ readonly databaseUrl: string; readonly temporalAddress: string; readonly namespace: string }> {
  const { METERLIFT_DATABASE_URL: url, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = process.env
  if (url !== undefined && url !== '') return { databaseUrl: url, temporalAddress: address ?? '127.0.0.1:7233', namespace: namespace ?? 'default' }
  const running = await findRunning(data)
  if (running !== null) return running
  throw new MeterliftError('STACK_NOT_RUNNING', `no stack runs on the data folder ${data}`, {
    hint: 'start it with npm start, name its folder with --data, or set METERLIFT_DATABASE_URL and TEMPORAL_ADDRESS',
  })
}
