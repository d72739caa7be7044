// Compiles src to dist with the TypeScript compiler, only when a source file changed since the last time.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, run, say } from './shell.mjs'
import { withBuildLock } from './build-lock.mjs'

const stamp = join(root, 'dist', '.sources')
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc')

/** @returns {Promise<boolean>} false when the sources do not compile (said on stderr) */
export async function compileIfStale() {
  if (!existsSync(join(root, 'src'))) return true
  // A production image carries dist and no compiler.
  if (!existsSync(compiler) && existsSync(join(root, 'dist'))) return true
  if (isFresh()) return true
  return withBuildLock(() => isFresh() || compile())
}

async function compile() {
  const digest = sourcesDigest()
  say('Compiling ...')
  if (!existsSync(join(root, 'dist', 'cli'))) rmSync(join(root, 'dist', '.tsbuildinfo'), { force: true })
  const result = await run(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--pretty', 'false'])
  if (result.code !== 0) {
    say(result.output.trim())
    say('The sources do not compile; the lines above say where.')
    return false
  }
  writeFileSync(stamp, digest)
  return true
}

function isFresh() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesDigest()
}

/** Path, size and time of change of every source file: a few milliseconds for some hundred files. */
function sourcesDigest() {
  const hash = createHash('sha256')
  for (const name of ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json']) note(hash, join(root, name))
  for (const name of readdirSync(join(root, 'src'), { recursive: true }).sort()) {
    if (name.endsWith('.ts')) note(hash, join(root, 'src', name))
  }
  return hash.digest('hex')
}

function note(hash, path) {
  const { size, mtimeMs } = statSync(path)
  hash.update(`${path}\0${size}\0${mtimeMs}\n`)
}
