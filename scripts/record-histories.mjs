// Records the histories of test/histories afresh: real workflows, real servers, real register. Words after it choose:
// node scripts/record-histories.mjs lane
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const [only] = process.argv.slice(2)
const run = spawnSync(
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--config',
    'vitest.histories.config.ts',
    ...(only === undefined ? [] : ['-t', only]),
  ],
  { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: 'inherit' },
)
process.exitCode = run.status ?? 1
