import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** The command line, as a user runs it. */
export const program = join(root, 'bin', 'meterlift.mjs')
export const exampleProgrammeFolder = join(root, 'examples', 'programmes', 'example')

export interface Ran {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command to its end. */
export async function run(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Ran> {
  return promisify(execFile)(process.execPath, [program, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    maxBuffer: 64 * 1024 * 1024,
  }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) => {
      const failed = error as Ran
      return { code: failed.code, stdout: failed.stdout, stderr: failed.stderr }
    },
  )
}

/** A process of the compiled program that a test may kill. */
export interface Process {
  readonly child: ChildProcess
  readonly said: () => string
  readonly exited: Promise<number | null>
  /** Kills it with -9 and waits until it is gone. */
  readonly kill: () => Promise<void>
}

/** Starts a script of the program; what it says is kept. */
export function launch(
  script: string,
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Process {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
  })
  let said = ''
  const take = (chunk: Buffer): void => {
    said += chunk.toString()
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const exited = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    child,
    said: () => said,
    exited,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** Makes sure that what runs is what the sources say, and answers where a compiled script is. */
export async function compiled(script: string): Promise<string> {
  const { code, stderr } = await run(['--help'])
  if (code !== 0) throw new Error(stderr)
  return join(root, 'dist', script)
}
