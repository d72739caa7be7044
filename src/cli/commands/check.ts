import type { Client } from '@temporalio/client'
import { InvalidArgumentError, type Command } from 'commander'
import { codeEntry } from '../../domain/codes.js'
import { MeterliftError } from '../../domain/errors.js'
import { checkDefaults, checkFleet, type CheckReport, type Finding } from '../../operations/check-fleet.js'
import { withContext, type Context } from '../context.js'
import { common, example, read, wholeNumber } from '../options.js'
import { count, counted, say, sayJson, sayTable } from '../print.js'
import { exitCodes } from '../print-error.js'

interface CheckCommandOptions {
  readonly repair: boolean
  readonly only?: readonly string[]
  readonly late: number
}

/** check: what differs between register, workflows and roll-ups, and what to do. */
export function addCheck(program: Command, answered: (code: number) => void): void {
  const command = example(
    common(program.command('check'))
      .option('--repair', 'mend what can be mended while everything runs (docs/check.md)', false)
      .option('--only <codes>', 'only these codes, separated by commas', checkCodes)
      .option(
        '--late <minutes>',
        'from when on what is under way counts as late',
        wholeNumber(1, 100_000),
        checkDefaults.lateMs / 60_000,
      ),
    'check',
    'check --repair',
    'check --only CHK_STAGE_COUNTS,CHK_DUTY_COUNTS --json',
  )
    .description('compare register, workflows and roll-ups; name every difference, and repair it on request')
    .action(async () => {
      const options = read<CheckCommandOptions>(command)
      await withContext(options, async (context) => {
        const began = Date.now()
        const { db, inForce } = context
        const { client, why } = await temporalOrNot(context)
        const programme = await inForce()
        const progress = progressLines()
        const report = await checkFleet({ db, client, clock: Date.now, progress }, programme, {
          ...checkDefaults,
          repair: options.repair,
          only: options.only ?? [],
          lateMs: options.late * 60_000,
        })
        const seconds = Math.round((Date.now() - began) / 100) / 10
        if (options.json) sayJson({ at: began, programmeVersion: programme.version, seconds, ...report })
        else show(report, seconds)
        if (why !== null) process.stderr.write(`${why.code}: the workflows were not compared: ${why.message}\n`)
        answered(report.differences > 0 ? exitCodes.error : why === null ? exitCodes.ok : exitCodes.notRunning)
      })
    })
}

function checkCodes(text: string): readonly string[] {
  const codes = text.split(',').map((each) => each.trim().toUpperCase())
  const unknown = codes.find((code) => codeEntry(code)?.kind !== 'check')
  if (unknown !== undefined)
    throw new InvalidArgumentError(`There is no code ${unknown} of a check; docs/check.md lists them.`)
  return codes
}

/** With Temporal away the register can still be compared with itself. */
async function temporalOrNot({
  temporal,
}: Context): Promise<{ readonly client: Client | null; readonly why: MeterliftError | null }> {
  try {
    return { client: await temporal(), why: null }
  } catch (error) {
    if (error instanceof MeterliftError && error.code === 'TEMPORAL_AWAY') return { client: null, why: error }
    throw error
  }
}

/** A line on standard error at most every two seconds, so that a long check is seen to go on. */
function progressLines(): (line: string) => void {
  let last = Date.now()
  return (line) => {
    if (Date.now() - last < 2_000) return
    last = Date.now()
    process.stderr.write(`${line}\n`)
  }
}

function show(report: CheckReport, seconds: number): void {
  const compared = `${counted(report.journeys, 'journey')}, ${report.workflows === null ? 'no workflows' : counted(report.workflows, 'workflow')}, ${counted(report.counters, 'counter')} compared in ${seconds} s`
  if (report.findings.length > 0) {
    sayTable(
      [
        { title: 'code' },
        { title: 'what differs' },
        { title: 'how many', align: 'right' },
        { title: 'for example', spare: 1 },
        { title: 'what to do' },
      ],
      report.findings.map((finding) => [
        finding.code,
        whatOf(finding),
        finding.count,
        examplesOf(finding),
        doOf(finding),
      ]),
    )
    say()
  }
  say(
    report.differences === 0
      ? `everything agrees${report.findings.length > 0 ? ' now' : ''}: ${compared}`
      : `${counted(report.differences, 'difference')}: ${compared}`,
  )
}

function whatOf({ kind, meaning }: Finding): string {
  return kind === 'attention' ? `${meaning} (worth a look, no difference)` : meaning
}

function examplesOf({ journeys, items }: Finding): string {
  return [...(journeys.length > 0 ? [`journey ${journeys.join(', ')}`] : []), ...items].join('; ')
}

function doOf({ remedy, repaired }: Finding): string {
  return repaired === null ? remedy : `${count(repaired)} repaired`
}
