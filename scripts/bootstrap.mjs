// Brings what the program needs before it can run: no dependency is used here, since none may be installed yet.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const oldest = [20, 19]

/** Ends with one clear line and exit code 1. */
export function fail(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  fail(`Meterlift needs Node ${oldest.join('.')} or later; this is Node ${process.versions.node}. Install a newer one from nodejs.org.`)
}

/** Installs the packages that package-lock.json names, if that was not done yet for this lock file. */
export function install(say) {
  const lock = join(root, 'package-lock.json')
  if (!existsSync(lock)) return // an installed package: npm brought everything
  const mark = join(root, 'node_modules', '.meterlift-lock')
  const wanted = readFileSync(lock, 'utf8')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
  exclusively('install', () => {
    if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return
    say('installing packages (npm ci, once)')
    const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
    if (npm.status !== 0) {
      const why = `${npm.stderr ?? ''}`.split('\n').find((line) => /npm error/.test(line)) ?? npm.error?.message ?? `npm ended with ${npm.status}`
      fail(`The packages could not be installed: ${why.trim()}\nCheck the network and the npm registry, then start again.`)
    }
    writeFileSync(mark, wanted)
  })
}

/** Compiles the program if its sources are newer than what was compiled last. */
export function build(say) {
  const sources = join(root, 'src')
  const mark = join(root, 'dist', '.built')
  if (!existsSync(sources) || !existsSync(join(root, 'tsconfig.build.json'))) return
  const needed = () => !existsSync(mark) || newest(sources) > statSync(mark).mtimeMs
  if (!needed()) return
  exclusively('build', () => {
    if (!needed()) return
    say('compiling (once after a change)')
    const began = Date.now()
    const tsc = spawnSync(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.build.json'], { cwd: root, encoding: 'utf8' })
    if (tsc.status !== 0) fail(`The program does not compile:\n${tsc.stdout}${tsc.stderr}`)
    mkdirSync(dirname(mark), { recursive: true })
    writeFileSync(mark, new Date(began).toISOString())
  })
}

function newest(folder) {
  let time = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    time = Math.max(time, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return time
}

/** Two starts at once must not install or compile into the same folder. */
function exclusively(what, act) {
  const lock = join(root, `.meterlift-${what}`)
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') fail(`The folder ${root} cannot be written (${error.code}); Meterlift is installed and compiled there.`)
      // Whoever held it longer than any install takes is gone.
      if (Date.now() - statSync(lock, { throwIfNoEntry: false })?.mtimeMs > 300_000) rmSync(lock, { recursive: true, force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
    }
  }
  process.on('exit', () => rmSync(lock, { recursive: true, force: true }))
  act()
  rmSync(lock, { recursive: true, force: true })
}
