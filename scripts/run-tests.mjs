// Brings what is needed, then lint (with the layer rules), format, types and every test. Ends with the counts.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build, install, root } from './bootstrap.mjs'

const say = (line) => process.stdout.write(`${line}\n`)
install(say)

const run = (what, script, args) => {
  say(`-- ${what}`)
  const done = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
  })
  return done.status === 0
}

let passed = 0
let failed = 0
const count = (well) => (well ? (passed += 1) : (failed += 1))
count(run('lint and layers', 'eslint/bin/eslint.js', ['.', '--max-warnings', '0']))
count(run('format', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']))
count(run('types', 'typescript/bin/tsc', ['--noEmit', '-p', '.']))
count(run('types of the console', 'typescript/bin/tsc', ['--noEmit', '-p', 'console']))
build(say)

const folder = mkdtempSync(join(tmpdir(), 'meterlift-report-'))
const report = join(folder, 'report.json')
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)]
const clean = run('tests', 'vitest/vitest.mjs', args)
try {
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8'))
  passed += numPassedTests
  failed += numFailedTests
  // A file that could not be read, or an error outside any test, fails no test but the run.
  if (!clean && numFailedTests === 0) failed += 1
} catch {
  failed += 1
}
rmSync(folder, { recursive: true, force: true })
say(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
