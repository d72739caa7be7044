import { Command, InvalidArgumentError } from 'commander'
import { printError } from './print-error.js'
import { runStart } from './start.js'

export async function main(argv: readonly string[]): Promise<number> {
  const program = new Command('meterlift')
  let code = 0
  program
    .command('start')
    .option('--portfolio <file>')
    .option('--programme <dir>')
    .option('--data <dir>', 'data folder', '.meterlift')
    .option('--port <n>', 'port', (text) => {
      const n = Number(text)
      if (!Number.isInteger(n) || n < 1 || n > 65_535) throw new InvalidArgumentError('a port is a number from 1 to 65535')
      return n
    })
    .option('--until-settled')
    .option('--json')
    .action(async (options) => {
      code = await runStart({ ...options, untilSettled: options.untilSettled ?? false, json: options.json ?? false })
    })
  try {
    await program.parseAsync([...argv], { from: 'user' })
    return code
  } catch (error) {
    return printError(error)
  }
}
