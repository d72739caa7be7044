// Brings what the program needs before it can run: no dependency is used here, since none may be installed yet.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { exclusively } from './build-lock.mjs'
import { compile, isCompiled } from './compile.mjs'
import { isInstalled, isOffline, runNpm, whyNot } from './packages.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Ends with one clear line and exit code 1. */
export function fail(line) {
  process.stderr.write(`${line}\n`)
  process.exit(1)
}

/** Installs the packages that package-lock.json names, unless they are there. */
export function install(say) {
  if (!existsSync(join(root, 'package-lock.json'))) return // an installed package: npm brought everything
  if (isInstalled(root)) return
  alone(say, () => {
    if (isInstalled(root)) return
    say('installing packages (npm ci, once)')
    // The compiler is a development package: it is wanted whatever NODE_ENV says.
    const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
    const npm = runNpm(root, isOffline(root) ? [...args, '--offline'] : args)
    if (npm.status !== 0) fail(`The packages could not be installed: ${whyNot(npm, root)}`)
  })
}

/** Compiles the program if its sources differ from what was compiled last. */
export function build(say) {
  if (!existsSync(join(root, 'src')) || !existsSync(join(root, 'tsconfig.build.json'))) return
  if (isCompiled(root)) return
  alone(say, () => {
    if (isCompiled(root)) return
    say('compiling (once after a change)')
    const wrong = compile(root)
    if (wrong !== null) fail(`The program does not compile:\n${wrong}`)
  })
}

/** Two starts at once must not install or compile into the same folder. */
function alone(say, work) {
  try {
    mkdirSync(join(root, 'dist'), { recursive: true })
    exclusively(join(root, 'dist', '.lock'), say, work)
  } catch (error) {
    if (error.code === 'ENOSPC') fail('The disk is full; free some space, then start again.')
    if (error.code === undefined) throw error
    fail(`The folder ${root} cannot be written (${error.code}); Meterlift is installed and compiled there.`)
  }
}
