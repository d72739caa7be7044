import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { addDays, londonDate } from '../../src/domain/calendar.js'
import type { Fleet } from '../support/fleet.js'
import { runHere } from '../support/run-here.js'
import { told, toldFleet } from '../support/told-fleet.js'

/* What a supplier asks of its portfolio, on the command line. Its clock is the computer's. */
let fleet: Fleet
beforeAll(async () => {
  fleet = await toldFleet(Date.now())
  await fleet.command(told.enrolled, { kind: 'change-supplier', supplierId: 'sse', gainedOn: fleet.today })
  await fleet.db`
    update journey set due_on = ${addDays(londonDate(Date.now()), -1)}, met_on = null, duty_ended_on = null
    where journey_id = ${told.retrying}`
  vi.stubEnv('METERLIFT_DATABASE_URL', fleet.test.url)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await fleet.test.drop()
})

async function asked(...args: readonly string[]): Promise<Readonly<Record<string, readonly object[]>>> {
  const ran = await runHere(...args, '--json')
  expect(ran.code, ran.stderr).toBe(0)
  return JSON.parse(ran.stdout) as Readonly<Record<string, readonly object[]>>
}

describe('a portfolio on the command line', () => {
  it('lists meters by the health of their duty, and refuses a word that is no health', async () => {
    expect((await asked('meters', 'list', '--health', 'overdue')).meters).toMatchObject([{ journeyId: told.retrying }])
    const wrong = await runHere('meters', 'list', '--health', 'poorly')
    expect(wrong.code).toBe(2)
    expect(wrong.stderr).toContain('FILTER_INVALID')
  })
  it('tells changes of supplier, replacements and figures', async () => {
    expect((await asked('changes', '--supplier', 'edf')).changes).toMatchObject([
      { direction: 'switched-away', journeyId: told.enrolled },
    ])
    expect((await asked('changes', '--direction', 'gained')).changes).toMatchObject([{ supplier: 'sse' }])
    expect((await asked('replacements', '--open')).replacements).toMatchObject([{ journeyId: told.replacement }])
    expect((await asked('figures', '--supplier', 'edf', '--months', '1')).months).toMatchObject([
      { enrolled: 1, failed: 2, attempts: 3, switchedAway: 1 },
    ])
  })
  it('tells them in words too', async () => {
    expect((await runHere('figures')).stdout).toContain('enrolled')
    expect((await runHere('replacements')).stdout).toContain('ordered')
    expect((await runHere('changes')).stdout).toContain('switched-away')
    expect((await runHere('changes', '--supplier', 'ovo')).stdout).toContain('no meter changed supplier')
  })
})
