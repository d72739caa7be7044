// Small shared pieces of the scripts that run before anything is installed.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The project's root folder, without a trailing slash. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

/** One line for the person at the terminal. */
export function say(line) {
  try {
    process.stderr.write(`${line}\n`)
  } catch {
    // nobody is listening
  }
}

/**
 * Runs a command in the root folder and collects what it prints.
 * @returns {Promise<{code: number, output: string, error?: Error}>}
 */
export function run(command, args, { shell = false, show = false, env = process.env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, shell, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const take = (stream) => (chunk) => {
      output += chunk
      if (show) stream.write(chunk)
    }
    child.stdout.on('data', take(process.stdout))
    child.stderr.on('data', take(process.stderr))
    child.on('error', (error) => resolve({ code: 127, output, error }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}
