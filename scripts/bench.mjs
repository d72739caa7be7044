// npm run bench:NAME: brings what is needed, then runs bench/NAME.ts. Benchmarks measure; tests judge (docs/benchmarks.md).
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build, fail, install, root } from './bootstrap.mjs'
import { checkNode } from './check-node.mjs'

checkNode()
const [name = '', ...args] = process.argv.slice(2)
const script = join(root, 'bench', `${name}.ts`)
if (!/^[a-z-]+$/.test(name) || !existsSync(script))
  fail(`There is no benchmark “${name}”; npm run lists those there are.`)
// What is said beside the result goes to stderr: the last line of stdout is the result as JSON.
const say = (line) => process.stderr.write(`${line}\n`)
install(say)
build(say)
const done = spawnSync(process.execPath, ['--import', 'tsx', script, ...args], { cwd: root, stdio: 'inherit' })
process.exit(done.status ?? 1)
