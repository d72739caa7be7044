// One process at a time installs or compiles; the others wait and then find the work done.
import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Does the work while holding a lock file; the lock of a process that has died is taken over at once. */
export function exclusively(file, say, work) {
  let told = false
  while (!take(file)) {
    if (holderIsDead(file)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) say('another Meterlift is installing or compiling here; waiting for it')
    told = true
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200)
  }
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  try {
    return work()
  } finally {
    process.off('exit', release)
    release()
  }
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function holderIsDead(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'))
    // Empty for an instant between creation and writing: it gets the benefit of the doubt.
    if (Number.isInteger(pid) && pid > 0) process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
