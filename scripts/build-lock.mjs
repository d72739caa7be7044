// One process at a time installs or compiles; the others wait and find the work done.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { root, say } from './shell.mjs'

const file = join(root, 'dist', '.build-lock')

/** Runs the work while holding the lock; a lock whose process has died is taken over. */
export async function withBuildLock(work) {
  mkdirSync(join(root, 'dist'), { recursive: true })
  let told = false
  while (!take()) {
    if (holderIsDead()) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) say('Another Meterlift is installing or compiling here; waiting for it ...')
    told = true
    await sleep(200)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

function take() {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function holderIsDead() {
  let pid
  try {
    pid = Number(readFileSync(file, 'utf8'))
  } catch {
    return false
  }
  // Empty for an instant between creation and writing: give it the benefit of the doubt.
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
