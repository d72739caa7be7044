import getPort, { portNumbers } from 'get-port'
import { z } from 'zod'
import { MeterliftError } from '../domain/errors.js'
import { openDatabase, type Database } from '../register/database.js'
import { migrate } from '../register/migrate.js'
import { startService } from '../runtime/child-process.js'
import { claimPort } from '../runtime/claim-port.js'
import {
  recordProcesses,
  removeRunFile,
  stopOrphans,
  writeRunFile,
  type DataFolder,
  type RecordedProcess,
} from '../runtime/data-folder.js'
import { keepRunning, type Kept } from '../runtime/keep-running.js'
import { quietPorts } from '../runtime/quiet-ports.js'
import { readJson, writeJson } from '../runtime/small-file.js'
import { checkPostgres, startPostgres, type PostgresServer } from '../runtime/postgres-server.js'
import { checkTemporal, findTemporal, startTemporal, type TemporalServer } from '../runtime/temporal-server.js'

/** The whole stack, running. */
export interface Stack {
  readonly db: Database
  /** Lines that say where to look. */
  readonly addresses: readonly string[]
  readonly stop: () => Promise<void>
}

export interface StackOptions {
  readonly folder: DataFolder
  readonly port: number | undefined
  readonly say: (line: string) => void
  readonly signal: AbortSignal
}

const defaultPort = 4600

/**
 * Starts PostgreSQL, Temporal, the sandbox, the HTTP service and the workers, after ending what a killed start left.
 * @param prepare runs once the register is there and before the services start; answers the sandbox's world file
 */
export async function startStack(options: StackOptions, prepare: (db: Database) => Promise<string>): Promise<Stack> {
  const { folder, say, signal } = options
  const examplePeople = examplePeopleAllowed(process.env)
  const orphans = await stopOrphans(folder.path)
  if (orphans.length > 0) say(`an earlier start was killed; stopped its ${orphans.join(' and ')}`)
  const undo: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    for (const act of undo.splice(0).reverse())
      await act().catch((error: unknown) => say(`while stopping: ${String(error)}`))
  }
  try {
    const ports = await choosePorts(folder, options.port, undo)
    const recorded: RecordedProcess[] = []
    const [register, temporal] = await bothOrNeither(
      startRegister(options, ports.postgres, recorded, undo),
      startTemporalFor(options, ports, recorded, undo),
    )
    signal.throwIfAborted()
    await migrate(register.register)
    const db = openDatabase(register.register, { max: 6, name: 'meterlift-start' })
    undo.push(() => db.end({ timeout: 5 }))
    const world = await prepare(db)
    signal.throwIfAborted()
    const env = environment(folder, ports, register, temporal, world)
    if (examplePeople) env.METERLIFT_EXAMPLE_PEOPLE = 'loopback'
    const service = async (room: 'sandbox' | 'api' | 'workers'): Promise<Kept> => {
      const started = await startService({
        room,
        env,
        folder: folder.path,
        logFile: folder.at('logs', `${room}.log`),
        say,
        started: (pid) => remember(folder, recorded, { name: room, pid, mark: folder.path }),
      })
      undo.push(started.stop)
      return started
    }
    await Promise.all([service('api'), service('sandbox')])
    signal.throwIfAborted()
    await service('workers')
    const apiUrl = `http://127.0.0.1:${ports.api}`
    undo.push(() => removeRunFile(folder.path))
    await writeRunFile(folder.path, {
      pid: process.pid,
      databaseUrl: register.register,
      temporalAddress: temporal.address,
      namespace: process.env.TEMPORAL_NAMESPACE ?? 'default',
      apiUrl,
      sandboxUrl: `http://127.0.0.1:${ports.sandbox}`,
      startedAt: new Date().toISOString(),
    })
    const addresses = [
      ...signInLines(apiUrl, env.METERLIFT_EXAMPLE_PEOPLE === 'loopback'),
      `health and metrics: ${apiUrl}/health, ${apiUrl}/metrics`,
      ...(temporal.ui === null ? [] : [`Temporal's own console: ${temporal.ui}`]),
      `more: npx meterlift status, npx meterlift meters list, npx meterlift --help (logs in ${folder.at('logs')})`,
    ]
    return { db, addresses, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Whether this stack has example people: it has where all of it is embedded, unless they are switched off.
 * @throws MeterliftError EXAMPLE_PEOPLE_REFUSED where they are asked for, and it is not
 */
export function examplePeopleAllowed(env: NodeJS.ProcessEnv): boolean {
  const asked = env.METERLIFT_EXAMPLE_PEOPLE
  const given = ['METERLIFT_DATABASE_URL', 'TEMPORAL_ADDRESS', 'METERLIFT_OIDC_ISSUER'].filter(
    (name) => env[name] !== undefined && env[name] !== '',
  )
  const reasons = [
    ...given.map((name) => `${name} is set`),
    ...(env.NODE_ENV === 'production' ? ['NODE_ENV is production'] : []),
  ]
  if (reasons.length === 0) return asked !== 'off'
  if (asked === undefined || asked === '' || asked === 'off') return false
  throw new MeterliftError(
    'EXAMPLE_PEOPLE_REFUSED',
    `METERLIFT_EXAMPLE_PEOPLE would let anyone in, and this is no embedded stack: ${reasons.join('; ')}`,
    { hint: 'leave METERLIFT_EXAMPLE_PEOPLE out; docs/security.md tells how people and programs sign in' },
  )
}

/** How to come in: with a browser, or by HTTP. */
function signInLines(apiUrl: string, examplePeople: boolean): readonly string[] {
  return [
    `Console: ${apiUrl}/ in a browser`,
    `API: ${apiUrl}/v1 (OpenAPI: ${apiUrl}/v1/openapi.json; docs/api.md); a token: npx meterlift token create me --role operator`,
    ...(examplePeople
      ? [`EXAMPLE sign-in, open to anyone at this computer: on the console’s first page, or POST ${apiUrl}/v1/session`]
      : []),
  ]
}

/** Waits for both even if one fails, so that the other is there to be stopped. */
async function bothOrNeither<A, B>(first: Promise<A>, second: Promise<B>): Promise<readonly [A, B]> {
  await Promise.allSettled([first, second])
  return [await first, await second]
}

const port = z.int().min(1).max(65_535)
const portsForm = z.object({ postgres: port, temporal: port, ui: port, api: port, sandbox: port })
type Ports = z.infer<typeof portsForm>

/**
 * The ports of the last start where they are still free, else others; a port that was asked for must be free. That of the HTTP
 * service, which people know by its number, is claimed; the others are chosen by chance.
 */
async function choosePorts(
  folder: DataFolder,
  asked: number | undefined,
  undo: (() => Promise<unknown>)[],
): Promise<Ports> {
  const file = folder.at('ports.json')
  const last = await readJson(file, portsForm)
  const host = '127.0.0.1'
  const usual = last === null ? portNumbers(defaultPort, defaultPort + 99) : [last.api]
  const api = await claimPort(host, asked === undefined ? [...usual, ...quietPorts()] : [asked])
  if (api === null) {
    throw new MeterliftError('PORT_TAKEN', `port ${asked ?? defaultPort} is taken by another program`, {
      hint: asked === undefined ? 'choose one with --port' : 'choose another with --port, or leave the option out',
    })
  }
  undo.push(api.release)
  const free = async (name: 'postgres' | 'temporal' | 'ui' | 'sandbox'): Promise<number> =>
    getPort({ host, port: [...(last === null ? [] : [last[name]]), ...quietPorts()] })
  const ports: Ports = {
    api: api.port,
    postgres: await free('postgres'),
    temporal: await free('temporal'),
    ui: await free('ui'),
    sandbox: await free('sandbox'),
  }
  await writeJson(file, ports)
  return ports
}

interface Databases {
  readonly register: string
  readonly sandbox: string
}

async function startRegister(
  options: StackOptions,
  port: number,
  recorded: RecordedProcess[],
  undo: (() => Promise<unknown>)[],
): Promise<Databases> {
  const given = process.env.METERLIFT_DATABASE_URL
  if (given !== undefined && given !== '') {
    await checkPostgres(given)
    return { register: given, sandbox: process.env.SANDBOX_DATABASE_URL ?? given }
  }
  const { folder, say } = options
  const start = (): Promise<PostgresServer> =>
    startPostgres({
      folder: folder.at('postgres'),
      port,
      password: folder.secrets.databasePassword,
      logFile: folder.at('logs', 'postgres.log'),
      databases: ['meterlift', 'sandbox'],
      say,
    })
  const server = await start()
  const started = ({ pid, mark }: PostgresServer): Promise<void> =>
    remember(folder, recorded, { name: 'postgres', pid, mark })
  await started(server)
  undo.push(keepRunning('PostgreSQL', server, start, { say, started }).stop)
  return { register: server.urlOf('meterlift'), sandbox: server.urlOf('sandbox') }
}

async function startTemporalFor(
  options: StackOptions,
  ports: Ports,
  recorded: RecordedProcess[],
  undo: (() => Promise<unknown>)[],
): Promise<{ readonly address: string; readonly ui: string | null }> {
  const given = process.env.TEMPORAL_ADDRESS
  if (given !== undefined && given !== '') {
    await checkTemporal(given, process.env.TEMPORAL_NAMESPACE ?? 'default')
    return { address: given, ui: null }
  }
  const { folder, say } = options
  const binary = await findTemporal('temporal', say)
  const spawned = ({ pid, mark }: { readonly pid: number; readonly mark: string }): Promise<void> =>
    remember(folder, recorded, { name: 'temporal', pid, mark })
  const start = (): Promise<TemporalServer> =>
    startTemporal({
      binary,
      port: ports.temporal,
      uiPort: ports.ui,
      file: folder.at('temporal.db'),
      logFile: folder.at('logs', 'temporal.log'),
      spawned,
    })
  const server = await start()
  undo.push(keepRunning('Temporal', server, start, { say, started: spawned }).stop)
  return { address: server.address, ui: `http://127.0.0.1:${ports.ui}` }
}

/** Notes a process as soon as it runs, so that the next start finds it even if this one is killed now. */
async function remember(folder: DataFolder, recorded: RecordedProcess[], entry: RecordedProcess): Promise<void> {
  const before = recorded.findIndex(({ name }) => name === entry.name)
  recorded.splice(before === -1 ? recorded.length : before, 1, entry)
  await recordProcesses(folder.path, recorded)
}

function environment(
  folder: DataFolder,
  ports: Ports,
  databases: Databases,
  temporal: { readonly address: string },
  world: string,
): Record<string, string> {
  const { sandboxToken, callbackSecret } = folder.secrets
  const sandbox = `http://127.0.0.1:${ports.sandbox}`
  const ours: Record<string, string> = {
    METERLIFT_DATABASE_URL: databases.register,
    SANDBOX_DATABASE_URL: databases.sandbox,
    TEMPORAL_ADDRESS: temporal.address,
    METERLIFT_PORT: String(ports.api),
    METERLIFT_UPLOADS: folder.at('uploads'),
    METERLIFT_API_URL: `http://127.0.0.1:${ports.api}`,
    METERLIFT_CALLBACK_SECRET: callbackSecret,
    METERLIFT_DCC_URL: `${sandbox}/dcc`,
    METERLIFT_SMI_URL: `${sandbox}/smi`,
    METERLIFT_SMSO_URL: `${sandbox}/smso`,
    SANDBOX_PORT: String(ports.sandbox),
    SANDBOX_TOKEN: sandboxToken,
    SANDBOX_WORLD: world,
  }
  for (const system of ['DCC', 'SMI', 'SMSO']) ours[`METERLIFT_${system}_TOKEN`] = sandboxToken
  return ours
}
