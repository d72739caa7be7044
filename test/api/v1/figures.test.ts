import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Api } from '../../support/api.js'
import type { Fleet } from '../../support/fleet.js'
import { told, toldFleet } from '../../support/told-fleet.js'

let fleet: Fleet
let api: Api
beforeAll(async () => {
  fleet = await toldFleet()
  await fleet.command(told.enrolled, { kind: 'change-supplier', supplierId: 'sse', gainedOn: fleet.today })
  api = await Api.open({}, fleet)
})
afterAll(() => api.close())

interface Told {
  readonly months: readonly object[]
  readonly changes: readonly { readonly supplier: string; readonly direction: string }[]
  readonly replacements: readonly object[]
  readonly reasons: readonly { readonly code: string; readonly meters: number }[]
  readonly codes: object
  readonly next: string | null
}
const ask = async (url: string, token = api.tokens.operator) => (await api.call(url, { token })).json<Told>()

describe('the figures of a month', () => {
  it('count what happened in it, supplier by supplier', async () => {
    const [attempt] = await fleet.db<{ pence: number }[]>`select sum(cost_pence)::int as pence from attempt`
    const { months } = await ask('/figures?supplier=edf')
    expect(months).toHaveLength(12)
    expect(months[0]).toMatchObject({
      month: fleet.today.slice(0, 7),
      ...{ attempts: 3, failed: 2, enrolled: 1, excluded: 1, lost: 1, replaced: 0 },
      costPence: attempt?.pence,
      // Four withdrawn, one each excluded, replaced, lost and retried.
      decided: 8,
      ...{ gained: 0, switchedAway: 1 },
    })
    expect((await ask('/figures?supplier=sse')).months[0]).toMatchObject({ attempts: 0, gained: 1, switchedAway: 0 })
  })
  it('leave as a file with the same figures', async () => {
    const file = await api.call('/figures.csv?supplier=edf&months=1', { token: api.tokens.edf })
    expect(file.headers['content-type']).toContain('text/csv')
    const [head = '', line = '', ...rest] = file.text.trim().split('\n')
    expect(head).toContain('month,enrolled,replaced')
    expect(line).toMatch(new RegExp(`^${fleet.today.slice(0, 7)},1,0,1,1,2,8,`))
    expect(rest).toEqual([])
  })
  it('of months without any are nothing, and of a supplier that is not its own to see are refused', async () => {
    expect((await ask('/figures?supplier=edf&months=2')).months[1]).toMatchObject({ attempts: 0, enrolled: 0 })
    const answer = await api.call('/figures?supplier=sse', { token: api.tokens.edf })
    expect(answer.json()).toMatchObject({ status: 400, code: 'FILTER_INVALID' })
  })
})

describe('a change of supplier', () => {
  it('is told to both, and to the losing one not to whom', async () => {
    const { changes } = await ask('/changes')
    expect(changes.map(({ supplier, direction }) => [supplier, direction])).toEqual([
      ['edf', 'switched-away'],
      ['sse', 'gained'],
    ])
    const own = await api.call('/changes', { token: api.tokens.edf })
    expect(own.json<Told>().changes).toHaveLength(1)
    expect(own.text).not.toContain('sse')
    expect((await ask('/changes?direction=gained')).changes).toHaveLength(1)
  })
  it('is listed page by page', async () => {
    const first = await ask('/changes?limit=1')
    const second = await ask(`/changes?limit=1&cursor=${first.next}`)
    expect([first.changes, second.changes].flat().map(({ direction }) => direction)).toEqual([
      'switched-away',
      'gained',
    ])
    expect(second.next).toBeNull()
  })
})

describe('replacements', () => {
  it('are listed with their dates, those on their way apart from those done', async () => {
    const { replacements } = await ask('/replacements?open=true', api.tokens.edf)
    expect(replacements).toMatchObject([{ journeyId: told.replacement, state: 'ordered', orderedOn: fleet.today }])
    expect((await ask('/replacements?open=false')).replacements).toEqual([])
    await fleet.command(told.replacement, {
      kind: 'replace',
      step: 'done',
      on: fleet.today,
      newDeviceId: '02-5E-00-00-00-00-0A-01',
    })
    expect((await ask('/replacements?open=false')).replacements).toMatchObject([
      { journeyId: told.replacement, state: 'done', newDeviceId: '02-5E-00-00-00-00-0A-01', metOn: fleet.today },
    ])
    expect((await ask('/figures?supplier=edf')).months[0]).toMatchObject({ replaced: 1 })
  })
})

describe('where meters stand', () => {
  it('is told by stage and code', async () => {
    const { reasons, codes } = await ask('/status')
    expect(reasons).toContainEqual({ stage: 'needs-action', code: 'FIX_FIRST', meters: 1 })
    const sums: Record<string, number> = {}
    for (const { code, meters } of reasons) sums[code] = (sums[code] ?? 0) + meters
    expect(sums).toEqual(codes)
  })
})
