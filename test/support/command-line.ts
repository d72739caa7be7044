import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
/** The command line, as a user calls it. */
export const program = join(root, 'bin', 'meterlift.mjs')

/** What a process said and how it ended. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A process of the program that can be watched while it runs. */
export interface Running {
  readonly child: ChildProcess
  /** Waits until it has said something; rejects with all it said where it ends before. */
  readonly said: (words: string) => Promise<void>
  readonly ended: Promise<Ended>
}

/** Starts the program, or another command, in an environment that differs from ours by some variables. */
export function launch(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  command: string = process.execPath,
): Running {
  const child = spawn(command, command === process.execPath ? [program, ...args] : [...args], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const texts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => (texts[name] += text))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject).once('close', (code) => resolve({ code, ...texts }))
  })
  const said = async (words: string): Promise<void> => {
    let over = false
    void ended.then(() => (over = true))
    while (!texts.stdout.includes(words) && !texts.stderr.includes(words)) {
      if (over) throw new Error(`it ended without saying “${words}”: ${texts.stdout}${texts.stderr}`)
      await new Promise((wake) => setTimeout(wake, 20))
    }
  }
  return { child, said, ended }
}

/** Runs the program to its end. */
export function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { child, ended } = launch(args, env)
  child.stdin?.end()
  return ended
}

/** Runs a line of bash in which $METERLIFT is the program. */
export function shell(line: string, env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { child, ended } = launch(['-c', line], { METERLIFT: `${process.execPath} ${program}`, ...env }, 'bash')
  child.stdin?.end()
  return ended
}

/** A line of a stack trace. */
export const trace = /\n\s+at /
