#!/usr/bin/env node
// The command line. In a clone it first installs and compiles what is missing; only Node and npm are assumed.
import { build, checkNode, install } from '../scripts/bootstrap.mjs'

checkNode()
const say = (line) => process.stderr.write(`${line}\n`)
install(say)
build(say)
const { main } = await import('../dist/cli/main.js')
process.exitCode = await main(process.argv.slice(2))
