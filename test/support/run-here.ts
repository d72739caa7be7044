import { vi } from 'vitest'
import { main } from '../../src/cli/main.js'

/** Runs the command in this process: what a process of its own adds is tested elsewhere. */
export async function runHere(...args: readonly string[]) {
  const said = { stdout: '', stderr: '' }
  const before = { stdout: process.stdout.listeners('error'), stderr: process.stderr.listeners('error') }
  const spies = (['stdout', 'stderr'] as const).map((name) =>
    vi.spyOn(process[name], 'write').mockImplementation((text) => {
      said[name] += String(text)
      return true
    }),
  )
  try {
    return { code: await main(args), ...said }
  } finally {
    for (const spy of spies) spy.mockRestore()
    for (const name of ['stdout', 'stderr'] as const) {
      for (const listener of process[name].listeners('error')) {
        if (!before[name].includes(listener)) process[name].off('error', listener as () => void)
      }
    }
  }
}
