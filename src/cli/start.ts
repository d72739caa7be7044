import { existsSync } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { londonDate } from '../domain/calendar.js'
import { MeterliftError } from '../domain/errors.js'
import { applyProgramme } from '../operations/apply-programme.js'
import { readFunnel } from '../operations/fleet-status.js'
import { importPortfolio } from '../operations/import-portfolio.js'
import { writeSample } from '../operations/write-sample.js'
import type { Database } from '../register/database.js'
import { pause } from '../register/leadership.js'
import { createProgrammeStore, type ProgrammeInForce } from '../register/programme/store.js'
import { readUnsettled } from '../register/read/unsettled.js'
import { openDataFolder } from '../runtime/data-folder.js'
import { createSpaceWatch, diskFull, failedByFullDisk } from '../runtime/disk-space.js'
import { createProgressView, isSettled, type Progress } from './progress-view.js'
import { startStack, type Stack } from './stack.js'

export interface StartOptions {
  readonly portfolio?: string
  readonly programme?: string
  readonly data: string
  readonly port?: number
  readonly untilSettled: boolean
  readonly json: boolean
}

/** Meters and seed of the example portfolio. */
const example = { size: 2_000, seed: 20180401 }
const exampleProgramme = fileURLToPath(new URL('../../examples/programmes/example', import.meta.url))
const lookMs = 500
/** Exit code of a program that was stopped by Ctrl-C. */
const interrupted = 130

/**
 * `meterlift start`: brings up the whole stack on a data folder, puts the programme in force, imports the portfolio and
 * shows how it goes, until it is stopped or everything is settled. What is done already is not done again.
 * @returns the exit code
 */
export async function runStart(options: StartOptions): Promise<number> {
  const began = Date.now()
  const out = options.json ? process.stderr : process.stdout
  const say = (line: string): void => void out.write(`${line}\n`)
  const stopping = new AbortController()
  let asked = 0
  const onSignal = (): void => {
    asked += 1
    if (asked > 1) process.exit(interrupted)
    say('stopping; Ctrl-C again to force')
    stopping.abort()
  }
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal).on('SIGHUP', onSignal)
  // Nobody reads any more: that stops the stack well, where a command that only prints would just end.
  process.stdout.removeAllListeners('error').on('error', () => stopping.abort())
  process.stderr.removeAllListeners('error').on('error', () => stopping.abort())
  if (options.portfolio !== undefined) await checkPortfolio(options.portfolio)
  const folder = await openDataFolder(options.data)
  const space = createSpaceWatch(folder.path, say)
  let stack: Stack | undefined
  try {
    const portfolio = options.portfolio ?? folder.at('example', 'portfolio.csv')
    stack = await startStack({ folder, port: options.port, say, signal: stopping.signal }, async (db) => {
      const applied = await applyProgramme(db, options.programme ?? exampleProgramme, { by: 'start', now: Date.now() })
      if (applied.changed) say(`programme version ${applied.version} is in force`)
      const inForce = await createProgrammeStore().current(db)
      if (options.portfolio === undefined && !existsSync(portfolio)) await writeExample(portfolio, inForce)
      return existsSync(`${portfolio}.world.csv`) ? `${portfolio}.world.csv` : portfolio
    })
    const { db } = stack
    const inForce = await createProgrammeStore().current(db)
    const report = await importPortfolio(
      db,
      { path: portfolio },
      { by: 'start', now: Date.now(), quarantineTo: folder.at('quarantine', 'latest.csv') },
    )
    say(
      report.alreadyImported
        ? `${portfolio} was imported before`
        : `imported ${report.created} new and ${report.changed} changed meters, ${report.rejected} rows in quarantine${report.quarantineFile === null ? '' : ` (${report.quarantineFile})`}`,
    )
    for (const line of stack.addresses) say(line)
    const progress = await watch(db, inForce, options.untilSettled, stopping.signal, out, space)
    if (options.json && progress !== null) {
      const { meters, stages, duties, codes } = progress
      const seconds = Math.round((Date.now() - began) / 100) / 10
      await stack.stop()
      process.stdout.write(`${JSON.stringify({ meters, stages, duties, codes, rejected: report.rejected, seconds })}\n`)
      stack = undefined
    }
    return options.untilSettled && stopping.signal.aborted ? interrupted : 0
  } catch (error) {
    // Stopped while it came up: whatever was under way then failed because of that.
    if (stopping.signal.aborted) return interrupted
    throw (await failedByFullDisk(error, folder.path)) ? diskFull(folder.path, error) : error
  } finally {
    await stack?.stop()
    await folder.release()
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal).off('SIGHUP', onSignal)
  }
}

/** Before anything is started or made: a file that cannot be read would only be noticed after the rest had come up. */
async function checkPortfolio(path: string): Promise<void> {
  const refused = (why: string, cause?: unknown): MeterliftError =>
    new MeterliftError('PORTFOLIO_UNREADABLE', `${path} ${why}`, {
      hint: 'check the path given with --portfolio, and that you may read it',
      cause,
    })
  const found = await stat(path).catch((cause: unknown) => {
    throw refused(
      cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'does not exist' : 'cannot be reached',
      cause,
    )
  })
  if (!found.isFile()) throw refused('is not a file')
  await access(path, constants.R_OK).catch((cause: unknown) => {
    throw refused('may not be read by you', cause)
  })
}

async function writeExample(portfolio: string, { programme }: ProgrammeInForce): Promise<void> {
  await writeSample({
    programme,
    ...example,
    today: londonDate(Date.now()),
    portfolio,
    world: `${portfolio}.world.csv`,
  })
}

/** Shows progress until it is stopped, or, where asked, until everything is settled. */
async function watch(
  db: Database,
  inForce: ProgrammeInForce,
  untilSettled: boolean,
  signal: AbortSignal,
  out: NodeJS.WriteStream,
  lookAtSpace: () => Promise<void>,
): Promise<Progress | null> {
  const view = createProgressView(out)
  const programmes = createProgrammeStore()
  let last: Progress | null = null
  let calm = 0
  let away = false
  while (!signal.aborted) {
    try {
      await lookAtSpace()
      const { programme } = await programmes.current(db).catch(() => inForce)
      const now = Date.now()
      const [funnel, unsettled] = await Promise.all([
        readFunnel(db, programme, now, {}),
        readUnsettled(db, programme, now),
      ])
      last = { ...funnel, unsettled }
      view.show(last, now)
      away = false
      // Twice in a row: between an outbox row and the step it leads to, nothing is under way for a moment.
      calm = isSettled(last) ? calm + 1 : 0
      if (untilSettled && calm >= 3) break
    } catch (error) {
      if (!away)
        out.write(
          `the register does not answer: ${error instanceof Error ? error.message : String(error)}; asking again\n`,
        )
      away = true
    }
    await pause(lookMs, signal)
  }
  view.done()
  return last
}
