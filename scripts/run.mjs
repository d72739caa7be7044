// Installs and compiles what is missing, then hands over to the command line. Any Node that comes here is new enough.
import { build, install } from './bootstrap.mjs'

const say = (line) => process.stderr.write(`${line}\n`)
install(say)
build(say)
const { main } = await import('../dist/cli/main.js')
process.exitCode = await main(process.argv.slice(2))
