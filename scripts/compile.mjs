// Compiles src to dist and builds the console to dist/console, each only when its sources differ from those of the last time.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The two things that are built: from which sources, and the file without which there is no result. */
const program = { mark: '.built', result: ['cli', 'main.js'], sources: programSources }
const console = { mark: '.built-console', result: ['console', 'index.html'], sources: consoleSources }

/** @returns {boolean} whether dist is what the sources say */
export function isCompiled(root) {
  return isBuilt(root, program) && isBuilt(root, console)
}

/** @returns {string | null} what is wrong with the sources, or null when all is built */
export function compile(root) {
  return (isBuilt(root, program) ? null : compileProgram(root)) ?? (isBuilt(root, console) ? null : buildConsole(root))
}

function isBuilt(root, { mark, result, sources }) {
  const file = join(root, 'dist', mark)
  return (
    existsSync(file) &&
    existsSync(join(root, 'dist', ...result)) &&
    readFileSync(file, 'utf8') === digest(root, sources(root))
  )
}

function compileProgram(root) {
  // Taken first: a file that changes while the compiler runs is compiled the next time.
  const sources = digest(root, programSources(root))
  if (!existsSync(join(root, 'dist', 'cli', 'main.js'))) rmSync(join(root, 'dist', '.tsbuildinfo'), { force: true })
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const tsc = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--pretty', 'false'], {
    cwd: root,
    encoding: 'utf8',
  })
  if (tsc.status !== 0) return `${tsc.stdout}${tsc.stderr}`.trim()
  writeFileSync(join(root, 'dist', program.mark), sources)
  return null
}

function buildConsole(root) {
  const sources = digest(root, consoleSources(root))
  const bundler = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const vite = spawnSync(process.execPath, [bundler, 'build', '--logLevel', 'warn'], {
    cwd: root,
    encoding: 'utf8',
    // Whoever starts it, a test too: React is half as large, and quick, in production alone.
    env: { ...process.env, NODE_ENV: 'production' },
  })
  if (vite.status !== 0) return `${vite.stdout}${vite.stderr}`.trim()
  writeFileSync(join(root, 'dist', console.mark), sources)
  return null
}

function programSources(root) {
  return ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json', ...filesIn(root, 'src', '.ts')]
}

/** The console has its rules of roles, stages and duties from the program's domain. */
function consoleSources(root) {
  return [
    'vite.config.ts',
    'package-lock.json',
    join('scripts', 'compressed.ts'),
    ...filesIn(root, 'console', ''),
    ...filesIn(root, join('src', 'domain'), '.ts'),
  ]
}

function filesIn(root, folder, ending) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ parentPath, name }) => relative(root, join(parentPath, name)))
    .sort()
}

/** Path, size and time of change of every source file: some milliseconds for a few hundred files. */
function digest(root, names) {
  const hash = createHash('sha256')
  for (const name of names) {
    const { size, mtimeMs } = statSync(join(root, name))
    hash.update(`${name}\0${size}\0${mtimeMs}\n`)
  }
  return hash.digest('hex')
}
