import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'

/**
 * The command line of a living process, or null where there is none. Numbers of processes are used again, so whoever
 * wants to know whether a process is still the one it was asks by its command line, or by its age.
 */
export async function commandOf(pid: number): Promise<string | null> {
  if (!exists(pid)) return null
  if (process.platform !== 'linux') return ask(pid, 'command=')
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  // Empty: it has ended and waits for its parent to notice.
  return line === '' ? null : line.replaceAll('\0', ' ').trim()
}

/** Since when a process lives, in words that only it can have; null where there is no such process. */
export async function ageOf(pid: number): Promise<string | null> {
  if (!exists(pid)) return null
  if (process.platform !== 'linux') return ask(pid, 'lstart=')
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name, in brackets, may hold anything; the state is the first field after it, the start in ticks the twentieth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? null : (fields[19] ?? null)
}

/** Whether a process lives and its command line contains a mark. */
export async function isAlive(pid: number, mark: string): Promise<boolean> {
  return (await commandOf(pid))?.includes(mark) ?? false
}

/** Ends a process whose command line contains the mark, and no other: politely first, and for certain after the limit. */
export async function endProcess(pid: number, mark: string, signal: NodeJS.Signals, limitMs: number): Promise<boolean> {
  if (!(await isAlive(pid, mark))) return false
  send(pid, signal)
  for (let waited = 0; waited < limitMs; waited += 50) {
    await new Promise((wake) => setTimeout(wake, 50))
    if (!(await isAlive(pid, mark))) return true
  }
  send(pid, 'SIGKILL')
  return true
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** It may end by itself between the question and the signal. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function ask(pid: number, column: string): string | null {
  const answer = spawnSync('ps', ['-o', column, '-p', String(pid)], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  }).stdout.trim()
  return answer === '' ? null : answer
}
