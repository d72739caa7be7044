import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { keepRunning, type Server } from '../../src/runtime/keep-running.js'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

class Dying implements Server {
  readonly pid = 1
  readonly mark = 'x'
  die: (code: number | null) => void = () => undefined
  readonly exited = new Promise<number | null>((resolve) => (this.die = resolve))
  stop(): Promise<void> {
    this.die(0)
    return Promise.resolve()
  }
}

describe('a server that is kept running', () => {
  it('is started again after waits that grow, and that begin anew once it has run steadily', async () => {
    let current = new Dying()
    const said: string[] = []
    const kept = keepRunning('it', current, () => Promise.resolve((current = new Dying())), {
      say: (line) => said.push(line),
    })
    const dieAfter = async (ms: number): Promise<void> => {
      await vi.advanceTimersByTimeAsync(ms)
      current.die(null)
      await vi.advanceTimersByTimeAsync(30_000)
    }
    for (let deaths = 0; deaths < 8; deaths += 1) await dieAfter(0)
    await dieAfter(61_000)
    expect(said.map((line) => line.replace(/.* in /, ''))).toEqual([
      '0.5 s',
      '1 s',
      '2 s',
      '4 s',
      '8 s',
      '16 s',
      '30 s',
      '30 s',
      '0.5 s',
    ])
    await kept.stop()
  })
})
