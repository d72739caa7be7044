// Compiles src to dist, only when a source file differs from those that were compiled last.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** @returns {boolean} whether dist is what the sources say */
export function isCompiled(root) {
  const mark = join(root, 'dist', '.built')
  return (
    existsSync(mark) && existsSync(join(root, 'dist', 'cli', 'main.js')) && readFileSync(mark, 'utf8') === digest(root)
  )
}

/** @returns {string | null} what is wrong with the sources, or null when they compiled */
export function compile(root) {
  // Taken first: a file that changes while the compiler runs is compiled the next time.
  const sources = digest(root)
  if (!existsSync(join(root, 'dist', 'cli', 'main.js'))) rmSync(join(root, 'dist', '.tsbuildinfo'), { force: true })
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const tsc = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--pretty', 'false'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (tsc.status !== 0) return `${tsc.stdout}${tsc.stderr}`.trim()
  writeFileSync(join(root, 'dist', '.built'), sources)
  return null
}

/** Path, size and time of change of every source file: some milliseconds for a few hundred files. */
function digest(root) {
  const hash = createHash('sha256')
  const files = readdirSync(join(root, 'src'), { recursive: true }).filter((name) => name.endsWith('.ts'))
  for (const name of [
    'tsconfig.json',
    'tsconfig.build.json',
    'package-lock.json',
    ...files.sort().map((file) => join('src', file)),
  ]) {
    const { size, mtimeMs } = statSync(join(root, name))
    hash.update(`${name}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}
