import { Command, CommanderError } from 'commander'
import { addAction } from './commands/action.js'
import { addBatch } from './commands/batch.js'
import { addCheck } from './commands/check.js'
import { addCodes } from './commands/codes.js'
import { addDecide } from './commands/decide.js'
import { addExceptions } from './commands/exceptions.js'
import { addExport } from './commands/export.js'
import { addPortfolio } from './commands/portfolio.js'
import { addGroups } from './commands/groups.js'
import { addImport } from './commands/import.js'
import { addImports } from './commands/imports.js'
import { addLanes } from './commands/lanes.js'
import { addLog } from './commands/log.js'
import { addMeters } from './commands/meters.js'
import { addProgramme } from './commands/programme.js'
import { addSample } from './commands/sample.js'
import { addStatus } from './commands/status.js'
import { addToken } from './commands/token.js'
import { wholeNumber } from './options.js'
import { exitCodes, printError } from './print-error.js'
import { runStart, type StartOptions } from './start.js'

/** Runs the command line and answers the exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let code: number = exitCodes.ok
  let dataFolder = '.meterlift'
  quietOnClosedPipe(() => dataFolder)
  const program = createProgram((answered) => {
    code = answered
  })
  program.hook('preAction', (_, command) => {
    dataFolder = command.opts<{ data?: string }>().data ?? dataFolder
    // For the audit log (withContext).
    command.setOptionValue('recordedAs', nameOf(command)).setOptionValue('recordedOf', command.args.join(' '))
  })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage
    return printError(error, dataFolder)
  }
}

/**
 * Every command with its options and help.
 * @param answered takes the exit code of a command that has one of its own
 */
export function createProgram(answered: (code: number) => void): Command {
  const program = new Command('meterlift')
    // The width at which a description is no longer broken is 40 by default: too wide for a terminal of 60.
    .configureHelp({ minWidthToWrap: 20 })
    // A command that is also a group (lanes) leaves the options of its subcommands to them.
    .enablePositionalOptions()
    .description('Moves SMETS1 meters into DCC enrolment: inventory, eligibility, migration, enrol or replace.')
    .addHelpText(
      'after',
      `
Exit codes: 0 done, 1 error or differences found, 2 wrong
usage, 3 refused (not possible now; nothing was changed), 4
the stack does not run

The stack is found by METERLIFT_DATABASE_URL and
TEMPORAL_ADDRESS, else by the data folder (--data, default
.meterlift).

Example:
  npx meterlift start
  npx meterlift status`,
    )
  program
    .command('start')
    .description(
      'bring up the whole stack, import a portfolio and show how it goes; Ctrl-C stops it, the next start resumes',
    )
    .option('--portfolio <file>', 'portfolio to import (default: an invented example of 2,000 meters)')
    .option('--programme <dir>', 'programme folder to put in force (default: the example)')
    .option('--data <dir>', 'folder that keeps all state', '.meterlift')
    .option('--port <n>', 'port of the HTTP service', wholeNumber(1, 65_535))
    .option(
      '--until-settled',
      'end once every journey is at an end or waits for a date, the programme or a person',
      false,
    )
    .option(
      '--json',
      'last line of standard output is one JSON object: meters, stages, duties, codes, rejected, seconds',
      false,
    )
    .addHelpText('after', '\nExample:\n  npm start -- --portfolio portfolio.csv --until-settled --json')
    .action(async (options: StartOptions) => answered(await runStart(options)))
  addImport(program)
  addImports(program)
  addSample(program)
  addProgramme(program)
  addStatus(program)
  addMeters(program)
  addGroups(program)
  addPortfolio(program)
  addExceptions(program)
  addLanes(program)
  addDecide(program)
  addAction(program)
  addBatch(program)
  addExport(program)
  addCheck(program, answered)
  addLog(program)
  addCodes(program)
  addToken(program)
  exitByThrowing(program)
  return program
}

/** The words of a command: `decide retry`. */
function nameOf(command: Command): string {
  const above = command.parent === null || command.parent.parent === null ? '' : `${nameOf(command.parent)} `
  return `${above}${command.name()}`
}

/** Commander would end the process itself; here the exit code is ours. */
function exitByThrowing(command: Command): void {
  command.exitOverride().showHelpAfterError('(--help says what it takes)')
  for (const sub of command.commands) exitByThrowing(sub)
}

/** A reader that has seen enough (head, less) closes the pipe; that is no error. A file on a full disk is one. */
function quietOnClosedPipe(dataFolder: () => string): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? exitCodes.ok : printError(error, dataFolder()))
  })
  // Where even errors cannot be told, the exit code says that there was one.
  process.stderr.on('error', () => process.exit(exitCodes.error))
}
