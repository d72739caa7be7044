// npm test: the bootstrap, then lint (with the layer rules), types, build and every test.
// The last line is always "N passed, N failed"; a check that fails counts as one failure.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepare } from './bootstrap.mjs'
import { compileIfStale } from './compile.mjs'
import { root, run } from './shell.mjs'

const bin = (name, path) => join(root, 'node_modules', name, path)
let passed = 0
let failed = 0

if (await prepare({ build: false })) {
  await check('lint and layer rules', () => run(process.execPath, [bin('eslint', 'bin/eslint.js'), '.', '--max-warnings', '0'], { show: true }))
  await check('types', () => run(process.execPath, [bin('typescript', 'bin/tsc'), '--noEmit', '--pretty', 'false'], { show: true }))
  if (await check('build', async () => ({ code: (await compileIfStale()) ? 0 : 1 }))) await tests(process.argv.slice(2))
} else {
  failed += 1
}

process.exitCode = failed === 0 && passed > 0 ? 0 : 1
console.log(`${passed} passed, ${failed} failed`)

async function check(name, work) {
  const started = Date.now()
  const { code } = await work()
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (code !== 0) failed += 1
  return code === 0
}

async function tests(filters) {
  const folder = mkdtempSync(join(tmpdir(), 'meterlift-test-'))
  const report = join(folder, 'report.json')
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters]
  const { code } = await run(process.execPath, [bin('vitest', 'vitest.mjs'), ...args], { show: true })
  const before = failed
  try {
    const result = JSON.parse(readFileSync(report, 'utf8'))
    passed += result.numPassedTests
    failed += result.numFailedTests
    // A file that fails before its first test has no failed test to count.
    failed += result.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length
  } catch {
    console.log('vitest left no report')
  }
  // An error outside any test (unhandled rejection, global set-up) shows in the exit code alone.
  if (code !== 0 && failed === before) failed += 1
  rmSync(folder, { recursive: true, force: true })
}
