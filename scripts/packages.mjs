// Whether node_modules holds what package-lock.json names, and why npm could not bring it.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** True where the packages are those of the lock file, whoever installed them (npm ci, npm install or this program). */
export function isInstalled(root) {
  const mark = join(root, 'node_modules', '.meterlift-lock')
  const wanted = readFileSync(join(root, 'package-lock.json'), 'utf8')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return true
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (
    !existsSync(installed) ||
    !sameVersions(JSON.parse(wanted).packages, JSON.parse(readFileSync(installed, 'utf8')).packages)
  )
    return false
  writeFileSync(mark, wanted)
  return true
}

/** Optional packages may be absent: they are the ones for other kinds of machine. */
function sameVersions(wanted, installed) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true
    const present = installed[path]
    return present === undefined ? Boolean(entry.optional || entry.devOptional) : present.version === entry.version
  })
}

const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|network/i

export function runNpm(root, args) {
  return spawnSync('npm', args, { cwd: root, encoding: 'utf8', shell: process.platform === 'win32' })
}

/** Asked first, since npm ci takes minutes to give up; without a network it may still find all it needs in its cache. */
export function isOffline(root) {
  const ping = runNpm(root, [
    'ping',
    '--loglevel=error',
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=1000',
    '--fetch-timeout=20000',
  ])
  return ping.status !== 0 && unreachable.test(ping.stderr ?? '')
}

/** One line for a person out of what npm printed. */
export function whyNot(npm, root) {
  const text = `${npm.stderr ?? ''}${npm.stdout ?? ''}`
  if (npm.error?.code === 'ENOENT') return 'npm is not on the PATH; install Node with npm, then start again.'
  if (/ENOSPC/.test(text)) return 'the disk is full; free some space, then start again.'
  if (/EACCES|EPERM|EROFS/.test(text))
    return `${root} cannot be written; make it writable, or clone to a folder of your own.`
  if (unreachable.test(text)) {
    return 'the npm registry cannot be reached; check the network or proxy (npm ping), then start again.'
  }
  const lines = text.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/, '').trim())
  const reason = lines.find((line) => line !== '' && !/^code |^npm warn/i.test(line))
  return `${reason ?? npm.error?.message ?? `npm ended with ${npm.status}`} (npm ci shows all of it).`
}
