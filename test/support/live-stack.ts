import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import getPort from 'get-port'
import { openDatabase, type Database } from '../../src/register/database.js'
import { quietPorts } from '../../src/runtime/quiet-ports.js'
import { exampleProgrammeFolder, launch, program, run, type Process, type Ran } from './program.js'
import { sleep } from './until.js'

/** The last line of `start --until-settled --json`. */
export interface Settled {
  readonly meters: number
  readonly stages: Readonly<Record<string, number>>
  readonly duties: Readonly<Record<string, number>>
  readonly codes: Readonly<Record<string, number>>
  readonly rejected: number
}

/** The sandbox's own count. */
export interface SandboxCounts {
  readonly submissions: number
  readonly duplicates: number
  readonly commissioned: number
  readonly migrated: number
  readonly migratedTwice: number
  readonly unsent: number
}

/** Processes that a running stack has on record, and the supervisor itself. */
export type Member = 'workers' | 'temporal' | 'postgres' | 'sandbox' | 'api'

/**
 * The whole stack as `npm start` brings it up, on a folder of its own, with a small invented portfolio. Its programme is
 * the example with short waits between attempts; where wanted, with lanes so slow that a run lasts a minute or more.
 */
export class LiveStack {
  private child: Process | undefined
  private pool: Database | undefined
  /** The register's address: its port may be another one after each start. */
  databaseUrl = ''
  private sandboxUrl = ''

  private constructor(
    readonly folder: string,
    readonly portfolio: string,
    private readonly port: number,
  ) {}

  static async make(options: {
    readonly size: number
    readonly seed: number
    readonly slow: boolean
    /** Lanes take only what a batch releases. */
    readonly held?: boolean
  }): Promise<LiveStack> {
    const folder = await mkdtemp(join(tmpdir(), 'meterlift-live-'))
    await chmod(folder, 0o755)
    const stack = new LiveStack(
      folder,
      join(folder, 'portfolio.csv'),
      await getPort({ host: '127.0.0.1', port: quietPorts() }),
    )
    await cp(exampleProgrammeFolder, stack.programme, { recursive: true })
    await stack.edit('retry.csv', (text) => text.replaceAll(/,retry,[^,]+,/g, ',retry,1s 2s,'))
    // Half of the sample's meters are of one lane.
    const perMinute: Readonly<Record<string, number>> = { 'landis-gyr': 90, 'secure-meters': 40 }
    const slowed = (text: string): string =>
      text
        .replaceAll(
          /- id: (\S+)\n(.*\n) {2}ratePerMinute: \d+/g,
          (_, id: string, name: string) => `- id: ${id}\n${name}  ratePerMinute: ${perMinute[id] ?? 15}`,
        )
        .replaceAll(/groupSize: \d+/g, 'groupSize: 3')
    const { size, seed, slow, held = false } = options
    if (held)
      await stack.edit('programme.yaml', (text) => text.replace('automaticRelease: true', 'automaticRelease: false'))
    if (slow) await stack.edit('lanes.yaml', slowed)
    const made = await run([
      'sample',
      stack.portfolio,
      '--size',
      String(size),
      '--seed',
      String(seed),
      '--programme',
      stack.programme,
    ])
    if (made.code !== 0) throw new Error(made.stderr)
    return stack
  }

  get data(): string {
    return join(this.folder, 'data')
  }

  get programme(): string {
    return join(this.folder, 'programme')
  }

  /** Changes a file of the programme's folder, or another one that is named with its whole path. */
  async edit(file: string, change: (text: string) => string): Promise<void> {
    const path = resolve(this.programme, file)
    await writeFile(path, change(await readFile(path, 'utf8')))
  }

  /** The start that runs now. */
  get current(): Process {
    if (this.child === undefined) throw new Error('the stack was not started')
    return this.child
  }

  /** Starts the stack; it ends by itself once everything is settled, unless it shall stay. */
  async start({ stay = false } = {}): Promise<void> {
    const args = [
      'start',
      '--data',
      this.data,
      '--portfolio',
      this.portfolio,
      '--programme',
      this.programme,
      '--port',
      String(this.port),
    ]
    this.child = launch(program, stay ? args : [...args, '--until-settled', '--json'], { cwd: this.folder })
    const { child } = this
    let over = false
    void child.exited.then(() => (over = true))
    while (!child.said().includes('health and metrics')) {
      if (over) throw new Error(`start ended: ${child.said()}`)
      await sleep(50)
    }
    const found = JSON.parse(await readFile(join(this.data, 'run.json'), 'utf8')) as {
      databaseUrl: string
      sandboxUrl: string
    }
    await this.closePool()
    this.databaseUrl = found.databaseUrl
    this.sandboxUrl = found.sandboxUrl
  }

  /** Waits until a start has ended by itself, and answers what it says at its end. */
  async settled(): Promise<Settled> {
    const code = await this.current.exited
    if (code !== 0) throw new Error(`start ended with ${code}: ${this.current.said().slice(-4_000)}`)
    return JSON.parse(
      this.current
        .said()
        .trim()
        .split('\n')
        .findLast((line) => line.startsWith('{')) ?? '',
    ) as Settled
  }

  async meterlift(...args: readonly string[]): Promise<Ran> {
    return run([...args, '--data', this.data], { cwd: this.folder })
  }

  async processes(): Promise<Readonly<Record<string, number>>> {
    const recorded = JSON.parse(await readFile(join(this.data, 'processes.json'), 'utf8')) as {
      name: string
      pid: number
      mark: string
    }[]
    return Object.fromEntries(recorded.map(({ name, pid }) => [name, pid]))
  }

  /** Kills a process of the stack with -9; false: it was not running at this moment. */
  async kill(member: Member): Promise<boolean> {
    const pid = (await this.processes())[member]
    return pid !== undefined && send(pid)
  }

  /** Kills a session of PostgreSQL with -9: the server then ends all the others and recovers. */
  async killSession(): Promise<boolean> {
    // A connection of its own: one that a kill had cut might wait for an answer for ever.
    const db = openDatabase(this.urlOf('meterlift'), { max: 1, name: 'meterlift-test' })
    const found =
      db`select pid from pg_stat_activity where application_name = 'meterlift-worker' order by backend_start`
        // PostgreSQL is away at this moment: there is no session to kill.
        .catch(() => [])
    try {
      const [row] = await Promise.race([found, sleep(3_000).then(() => [])])
      return row !== undefined && send(Number(row.pid))
    } finally {
      await db.end({ timeout: 1 })
    }
  }

  /** Kills the supervisor and leaves its children as they are; with `all`, everything at once, as a power cut does. */
  async killStart(all: boolean): Promise<void> {
    const pids = Object.values(await this.processes())
    await this.closePool()
    const gone = this.current.kill()
    if (all) for (const pid of pids) send(pid)
    await gone
  }

  /** The register. */
  get db(): Database {
    this.pool ??= openDatabase(this.urlOf('meterlift'), { max: 2, name: 'meterlift-test' })
    return this.pool
  }

  private urlOf(database: string): string {
    return this.databaseUrl.replace(/\w+$/, database)
  }

  async sandbox<T>(path: string, init: RequestInit = {}): Promise<T> {
    const { sandboxToken } = JSON.parse(await readFile(join(this.data, 'secrets.json'), 'utf8')) as {
      sandboxToken: string
    }
    const response = await fetch(`${this.sandboxUrl}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${sandboxToken}`, 'content-type': 'application/json' },
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as T
  }

  /** What `meterlift check` finds on the stack that runs: register, workflows and roll-ups. */
  async findings(): Promise<readonly unknown[]> {
    const { code, stdout, stderr } = await this.meterlift('check', '--json')
    if (code !== 0 && code !== 1) throw new Error(stderr)
    return (JSON.parse(stdout) as { findings: unknown[] }).findings
  }

  /** Of what a settled register has nothing left: what is under way, and outcomes that nobody judged. */
  async leftovers(): Promise<Readonly<Record<string, number>>> {
    const [row] = await this.db<Record<string, number>[]>`
      select (select count(*) from outbox) as messages,
             (select count(*) from attempt where landed_at is null) as attempts,
             (select count(*) from submission where state <> 'landed') as submissions,
             (select count(*) from installation where state = 'in-flight') as installations,
             (select count(*) from outcome where verdict is null) as outcomes`
    return row ?? {}
  }

  counts(): Promise<SandboxCounts> {
    return this.sandbox('/sandbox/counts')
  }

  private async closePool(): Promise<void> {
    const pool = this.pool
    this.pool = undefined
    await pool?.end({ timeout: 1 })
  }

  /** Ends the start that runs, if one does, as Ctrl-C would. */
  async end(): Promise<void> {
    await this.closePool()
    if (this.child === undefined) return
    this.child.child.kill('SIGINT')
    await this.child.exited
    this.child = undefined
  }

  async remove(): Promise<void> {
    await this.end()
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 })
  }
}

function send(pid: number): boolean {
  try {
    process.kill(pid, 'SIGKILL')
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false
    throw error
  }
}
