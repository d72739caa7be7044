import { describe, expect, it } from 'vitest'
import { run } from '../support/program.js'

describe('what the command line writes', () => {
  it('is plain in a pipe, also where CI is set', async () => {
    const { stdout } = await run(['codes'], { env: { CI: 'true' } })
    expect(stdout).toContain('inventory\n')
    expect(stdout).not.toContain('\u001b[')
  })

  it('is emphasised in a pipe on request', async () => {
    const { stdout } = await run(['codes'], { env: { FORCE_COLOR: '1' } })
    expect(stdout).toContain('\u001b[1m')
  })
})
