import { Client, Connection } from '@temporalio/client'
import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { MeterliftError } from '../domain/errors.js'
import { addAudit } from '../register/access/audit.js'
import { openDatabase, type Database } from '../register/database.js'
import { createProgrammeStore, type ProgrammeInForce } from '../register/programme/store.js'
import { findRunning } from '../runtime/data-folder.js'

/** Options that every command understands. */
export interface CommonOptions {
  readonly data: string
  readonly json: boolean
  /** The command's words and what it is about, for the audit log. */
  readonly recordedAs?: string
  readonly recordedOf?: string
}

/** Options of a command that changes something. */
export interface ActingOptions extends CommonOptions {
  readonly by: string
}

/** What a command works with; opened when first asked for, closed by `withContext`. */
export interface Context {
  readonly db: Database
  readonly inForce: () => Promise<ProgrammeInForce>
  readonly temporal: () => Promise<Client>
}

/** Who acts where no --by is given: the user of this computer. A container's user may have no name. */
export function userName(): string {
  const given = process.env.METERLIFT_USER
  if (given !== undefined && given !== '') return given
  try {
    return userInfo().username
  } catch {
    return process.env.USER ?? 'unknown'
  }
}

/**
 * Runs a command against the stack: the one named by the environment, else the one that runs on the data folder.
 * Temporal is spoken to only by a command that asks for it.
 * @throws MeterliftError STACK_NOT_RUNNING, REGISTER_AWAY, REGISTER_EMPTY
 */
export async function withContext<T>(options: CommonOptions, body: (context: Context) => Promise<T>): Promise<T> {
  const stack = await findStack(options.data)
  const db = openDatabase(stack.databaseUrl, { max: 4, name: 'meterlift-cli' })
  const programmes = createProgrammeStore()
  let connection: Connection | undefined
  try {
    await checkRegister(db)
    const context: Context = {
      db,
      inForce: () => programmes.current(db),
      async temporal() {
        connection ??= await connect(stack.temporalAddress)
        return new Client({ connection, namespace: stack.namespace })
      },
    }
    return await onRecord(db, options, () => body(context))
  } finally {
    await connection?.close()
    await db.end({ timeout: 5 })
  }
}

/** What a command of somebody's changes stands on the audit log: that it was asked, and what came of it. */
async function onRecord<T>(
  db: Database,
  options: CommonOptions & Partial<ActingOptions>,
  act: () => Promise<T>,
): Promise<T> {
  const { by, recordedAs: action, recordedOf: target } = options
  if (by === undefined || action === undefined) return act()
  const requestId = randomUUID()
  const record = (phase: 'asked' | 'answered', code: string | null): Promise<void> =>
    addAudit(db, {
      at: Date.now(),
      via: 'cli',
      actor: by,
      caller: `cli:${userName()}`,
      roles: [],
      supplier: null,
      action,
      target: target === undefined || target === '' ? null : target.slice(0, 500),
      phase,
      status: null,
      code,
      requestId,
      detail: null,
    })
  await record('asked', null)
  let code: string | null = 'UNEXPECTED'
  try {
    const result = await act()
    code = null
    return result
  } catch (error) {
    if (error instanceof MeterliftError) code = error.code
    throw error
  } finally {
    // A register that is gone has said so already.
    await record('answered', code).catch(() => undefined)
  }
}

async function checkRegister(db: Database): Promise<void> {
  const [row] = await db<{ there: boolean }[]>`select to_regclass('journey') is not null as there`.catch(
    (cause: unknown) => {
      throw new MeterliftError('REGISTER_AWAY', 'the register does not answer', {
        hint: 'look whether the stack still runs (npm start)',
        cause,
      })
    },
  )
  if (row?.there === true) return
  throw new MeterliftError('REGISTER_EMPTY', 'this database holds no register', {
    hint: 'start the stack on it once (npm start), or check METERLIFT_DATABASE_URL',
  })
}

async function connect(address: string): Promise<Connection> {
  try {
    return await Connection.connect({ address, connectTimeout: 5_000 })
  } catch (cause) {
    throw new MeterliftError('TEMPORAL_AWAY', `Temporal does not answer at ${address}`, {
      hint: 'look whether the stack still runs (npm start)',
      cause,
    })
  }
}

interface StackAddress {
  readonly databaseUrl: string
  readonly temporalAddress: string
  readonly namespace: string
}

async function findStack(data: string): Promise<StackAddress> {
  const { METERLIFT_DATABASE_URL: url, TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace } = process.env
  if (url !== undefined && url !== '') {
    return { databaseUrl: url, temporalAddress: address ?? '127.0.0.1:7233', namespace: namespace ?? 'default' }
  }
  const running = await findRunning(data)
  if (running !== null) return running
  throw new MeterliftError('STACK_NOT_RUNNING', `no stack runs on the data folder ${data}`, {
    hint: 'start it with npm start, name its folder with --data, or set METERLIFT_DATABASE_URL and TEMPORAL_ADDRESS',
  })
}
