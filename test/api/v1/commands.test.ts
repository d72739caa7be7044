import { gzipSync } from 'node:zlib'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Api, type ApiAnswer } from '../../support/api.js'
import { startDeciding, type Deciding } from '../../support/deciding.js'
import { Fleet, installation, type Row } from '../../support/fleet.js'
import { exampleProgrammeFolder } from '../../support/program.js'

let fleet: Fleet
let deciding: Deciding
let api: Api
beforeAll(async () => {
  // Nobody authorises by standing, so that meters wait for it.
  fleet = await Fleet.open((programme) => ({
    ...programme,
    switches: { ...programme.switches, standingAuthorisation: false },
  }))
  for (let n = 1; n <= 6; n += 1) await fleet.bring(installation(fleet.programme, n))
  deciding = await startDeciding(fleet)
  for (let journeyId = 1; journeyId <= 6; journeyId += 1) {
    await deciding.client.workflow.start('meterJourney', {
      workflowId: `meter/${journeyId}`,
      taskQueue: 'journeys',
      args: [{ journeyId }],
    })
  }
  await vi.waitFor(async () => expect(await fleet.db`select 1 from journey where stage = 'waiting'`).toHaveLength(6), {
    timeout: 30_000,
  })
  api = await Api.open({}, fleet, deciding.client)
})
afterAll(async () => {
  await deciding.close()
  await api.close()
})

const authorise = (
  meter: number,
  headers: Readonly<Record<string, string>> = {},
  body: object = { reason: 'agreed' },
) => api.call(`/meters/${meter}/authorise`, { method: 'POST', token: api.tokens.edf, body, headers })
const audited = (key: string) => fleet.db<{ phase: string; status: number | null; actor: string }[]>`
  select phase, status, actor from audit where target like ${`%${key}%`} and action like 'POST%' order by audit_id`

describe('a read of personal data', () => {
  it('is not answered before it stands on the audit log, nor is what is not there', async () => {
    for (const [meter, status] of [
      [3, 200],
      [999_999, 404],
    ] as const) {
      let answered = false
      let asked: Promise<number> | undefined
      await fleet.db.begin(async (tx) => {
        await tx`lock table audit in exclusive mode`
        asked = api.call(`/meters/${meter}`, { token: api.tokens.operator }).then((answer) => {
          answered = true
          return answer.status
        })
        // Until the one who asked waits for the log.
        await expect
          .poll(
            async () =>
              [...(await tx`select 1 from pg_locks where relation = 'audit'::regclass and not granted`)].length,
          )
          .toBe(1)
        await sleep(300)
        expect(answered).toBe(false)
      })
      expect(await asked).toBe(status)
    }
  })
})

describe('a decision', () => {
  it('of a supplier about its own meter is carried out, under its name, and stands on the audit log', async () => {
    expect((await authorise(1)).json()).toEqual({ journeyId: 1, stage: 'migration', code: null })
    const [line] = await fleet.db`select actor, cause from evidence where journey_id = 1 and kind = 'authorisation'`
    expect(line).toMatchObject({ actor: 'edf' })
    expect(await audited('/meters/1/authorise')).toEqual([
      { phase: 'asked', status: null, actor: 'edf' },
      { phase: 'answered', status: 200, actor: 'edf' },
    ])
  })
  it('sent again with its key is answered the same, and carried out once', async () => {
    const key = { 'idempotency-key': 'once-and-for-all' }
    const first = await authorise(2, key)
    const again = await authorise(2, key)
    expect(first.status).toBe(200)
    expect(again.json()).toEqual(first.json())
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect(await fleet.db`select 1 from evidence where journey_id = 2 and kind = 'authorisation'`).toHaveLength(1)
  })
  it('with a key that came with another body, or without a key, is refused', async () => {
    const key = { 'idempotency-key': 'once-and-for-all' }
    expect((await authorise(2, key, { reason: 'other' })).json()).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    expect((await authorise(3, { 'idempotency-key': '' })).json()).toMatchObject({
      status: 400,
      code: 'IDEMPOTENCY_KEY_MISSING',
    })
    // Keys are each caller's own.
    const other = await api.call('/meters/2/retry', {
      method: 'POST',
      token: api.tokens.operator,
      body: {},
      headers: key,
    })
    expect(other.json()).toMatchObject({ status: 409, code: 'ALREADY_ON_ITS_WAY' })
  })
  it('sent many times at once is carried out once', async () => {
    const key = { 'idempotency-key': 'all-at-once' }
    const answers = await Promise.all(Array.from({ length: 8 }, () => authorise(3, key)))
    const statuses = answers.map(({ status }) => status)
    expect(statuses.filter((status) => status === 200).length).toBeGreaterThan(0)
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true)
    expect(await fleet.db`select 1 from evidence where journey_id = 3 and kind = 'authorisation'`).toHaveLength(1)
  })
  it('about a meter that moved on since it was looked at is refused', async () => {
    let etag = ''
    // Its journey may take a step of its own between the two.
    const lookAndAuthorise = async (): Promise<number> => {
      etag = String((await api.call('/meters/4', { token: api.tokens.edf })).headers.etag)
      return (await authorise(4, { 'if-match': etag })).status
    }
    await expect.poll(lookAndAuthorise).toBe(200)
    expect((await authorise(4, { 'if-match': etag })).json()).toMatchObject({ status: 412, code: 'METER_MOVED' })
    expect((await authorise(4, { 'if-match': 'rubbish' })).status).toBe(412)
  })
  it('that is refused is a problem with the refusal’s code, the same when sent again', async () => {
    const ask = () =>
      api.call('/meters/5/reopen', {
        method: 'POST',
        token: api.tokens.approver,
        body: {},
        headers: { 'idempotency-key': 'r' },
      })
    const [first, again] = [await ask(), await ask()]
    expect(first.json()).toMatchObject({ status: 409, code: 'NOT_EXCLUDED' })
    expect(again.json()).toMatchObject({ status: 409, code: 'NOT_EXCLUDED' })
  })
  it('of a supplier that corrects tells nothing of another’s device, and cannot give the meter away', async () => {
    const set = (fields: Readonly<Record<string, string>>) =>
      api.call('/meters/5/correct', { method: 'POST', token: api.tokens.edf, body: { set: fields } })
    expect((await set({ supplier: 'octopus' })).json()).toMatchObject({ status: 422, code: 'CORRECTION_INVALID' })
    const [other] = await fleet.db<{ device_id: string }[]>`select device_id from meter where journey_id = 6`
    const taken = await set({ device_id: other?.device_id ?? '' })
    expect(taken.json()).toMatchObject({ status: 422, code: 'CORRECTION_INVALID' })
    expect(taken.text).not.toContain('journey')
    expect((await set({ firmware: '9.9.9' })).json()).toMatchObject({
      journeyId: 5,
      changes: { firmware: [expect.any(String) as string, '9.9.9'] },
    })
  })
})

/** Waits for long work to end. */
async function ended(answer: ApiAnswer, token: string): Promise<Record<string, unknown>> {
  expect(answer.status, answer.text).toBe(202)
  const { operationId } = answer.json<{ operationId: string }>()
  expect(answer.headers.location).toBe(`/v1/operations/${operationId}`)
  const look = async () => (await api.call(`/operations/${operationId}`, { token })).json()
  await expect.poll(async () => (await look()).state, { timeout: 20_000 }).not.toBe('running')
  return look()
}

describe('an import', () => {
  const csv = (rows: readonly Row[]): string => {
    const header = Object.keys(rows[0] ?? {})
    return [header.join(','), ...rows.map((row) => header.map((column) => row[column] ?? '').join(','))].join('\n')
  }
  const send = (body: string | Buffer, query = '', type = 'text/csv') =>
    api.call(`/imports${query}`, {
      method: 'POST',
      token: api.tokens.operator,
      body,
      headers: { 'content-type': type },
    })

  it('of a file with bad rows takes the good ones, and gives the bad ones back to be repaired and imported', async () => {
    const { operator: token } = api.tokens
    const good = installation(fleet.programme, 20)
    const bad = installation(fleet.programme, 21).map((row) => ({ ...row, fuel: 'coal' }))
    const done = await ended(await send(csv([...good, ...bad]), '?name=may.csv'), token)
    expect(done).toMatchObject({ state: 'done', kind: 'import', result: { rows: 2, created: 1, rejected: 1 } })
    const { imports } = (await api.call('/imports?limit=1', { token })).json<{ imports: { importId: number }[] }>()
    expect(imports).toMatchObject([{ fileName: 'may.csv', rejected: 1, startedBy: 'operator' }])
    const path = `/imports/${imports[0]?.importId ?? 0}`
    expect((await api.call(`${path}/problems.csv`, { token })).text).toMatch(
      /row,column,code,message,expected\n2,fuel,FUEL_INVALID/,
    )
    expect((await api.call(path, { token })).json()).toMatchObject({
      problems: [{ code: 'FUEL_INVALID', column: 'fuel', rows: 1 }],
      quarantine: true,
    })
    expect((await api.call(`${path}/problems?code=FUEL_INVALID`, { token })).json()).toMatchObject({
      problems: [{ row: 2, column: 'fuel', code: 'FUEL_INVALID' }],
      next: null,
    })
    expect((await api.call(`${path}/problems?code=CHECK_DIGIT`, { token })).json()).toEqual({
      problems: [],
      next: null,
    })
    const quarantine = await api.call(`${path}/quarantine.csv`, { token })
    expect(quarantine.status).toBe(200)
    expect(quarantine.text).toContain('coal')
    const repaired = quarantine.text.replace(/coal/, 'electricity')
    expect(await ended(await send(repaired), token)).toMatchObject({ result: { created: 1, rejected: 0 } })
  })
  it('gzipped, or as a dry run, is understood; a dry run changes nothing', async () => {
    const { operator: token } = api.tokens
    const bad = installation(fleet.programme, 24).map((row) => ({ ...row, fuel: 'coal' }))
    const rows = csv([...installation(fleet.programme, 22), ...bad])
    const before = await fleet.db`select 1 from meter`
    const dry = await ended(await send(gzipSync(rows), '?dry-run=true', 'application/gzip'), token)
    expect(dry).toMatchObject({
      kind: 'import-dry-run',
      result: { created: 1, rejected: 1, problems: [{ row: 2, column: 'fuel', code: 'FUEL_INVALID' }] },
    })
    expect(await fleet.db`select 1 from meter`).toHaveLength(before.length)
  })
  it('that cannot be read fails with what is wrong, and leaves no file behind', async () => {
    const failed = await ended(await send('rubbish\n1'), api.tokens.operator)
    expect(failed).toMatchObject({ state: 'failed', problem: { code: expect.stringMatching(/^PORTFOLIO_/) as string } })
    const left = (await readdir(api.folder)).filter((name) => name !== 'quarantine')
    expect(left).toEqual([])
  })
  it('is known by its content: sent again it is not imported again, and another file of its length is refused', async () => {
    const rows = csv(installation(fleet.programme, 23))
    const again = (body: string) =>
      api.call('/imports?name=again.csv', {
        method: 'POST',
        token: api.tokens.operator,
        body,
        headers: { 'content-type': 'text/csv', 'idempotency-key': 'this-file' },
      })
    const first = await again(rows)
    await ended(first, api.tokens.operator)
    const second = await again(rows)
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect(second.json()).toEqual(first.json())
    expect((await again(rows.replace('2016-01-01', '2016-01-02'))).json()).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_KEY_REUSED',
    })
    await send(rows, '?whole=perhaps')
    expect((await readdir(api.folder)).filter((name) => name !== 'quarantine')).toEqual([])
  })
  it('too large is refused on the way', async () => {
    const answer = await send('x'.repeat(1_100_000))
    expect(answer.json()).toMatchObject({ status: 413, code: 'BODY_TOO_LARGE' })
  })
})

describe('a programme', () => {
  const files = async (): Promise<Record<string, string>> => {
    const names = (await readdir(exampleProgrammeFolder)).filter((name) => /\.(ya?ml|csv)$/.test(name))
    return Object.fromEntries(
      await Promise.all(
        names.map(async (name) => [name, await readFile(join(exampleProgrammeFolder, name), 'utf8')] as const),
      ),
    )
  }
  it('is proposed by one person, looked at and put in force by another, and undone by an earlier version', async () => {
    const { operator, approver, admin } = api.tokens
    const changed = await files()
    const check = await api.call('/programme/check', { method: 'POST', token: operator, body: { files: changed } })
    expect(check.json()).toMatchObject({ changed: true })
    const proposed = await api.call('/programme/proposals', {
      method: 'POST',
      token: operator,
      body: { files: changed, reason: 'new month' },
    })
    expect(proposed.status, proposed.text).toBe(201)
    const { proposalId } = proposed.json<{ proposalId: number }>()
    const seen = await api.call(`/programme/proposals/${proposalId}`, { token: approver })
    expect(seen.json()).toMatchObject({ state: 'open', proposedBy: 'operator', preview: { changed: true } })
    const apply = (token: string, etag: string, id = proposalId) =>
      api.call(`/programme/proposals/${id}/apply`, {
        method: 'POST',
        token,
        body: { reason: 'agreed' },
        headers: { 'if-match': etag },
      })
    expect((await apply(approver, '"0.0"')).json()).toMatchObject({ status: 412, code: 'PROGRAMME_MOVED' })
    const own = await api.call('/programme/proposals', {
      method: 'POST',
      token: admin,
      body: { files: changed, reason: 'mine' },
    })
    const mine = own.json<{ proposalId: number }>().proposalId
    const tag = String((await api.call(`/programme/proposals/${mine}`, { token: admin })).headers.etag)
    expect((await apply(admin, tag, mine)).json()).toMatchObject({ status: 403, code: 'SELF_APPROVAL' })
    const done = await ended(await apply(approver, String(seen.headers.etag)), approver)
    expect(done).toMatchObject({ state: 'done', result: { version: 2, changed: true } })
    expect((await apply(approver, String(seen.headers.etag))).json()).toMatchObject({
      status: 409,
      code: 'PROPOSAL_CLOSED',
    })
    const back = await api.call('/programme/proposals', {
      method: 'POST',
      token: operator,
      body: { version: 1, reason: 'undo' },
    })
    const undo = back.json<{ proposalId: number }>().proposalId
    const etag = String((await api.call(`/programme/proposals/${undo}`, { token: approver })).headers.etag)
    expect(await ended(await apply(approver, etag, undo), approver)).toMatchObject({ result: { version: 3 } })
    const { versions } = (await api.call('/programme/versions', { token: operator })).json<{
      versions: { digest: string }[]
    }>()
    expect(versions.map(({ digest }) => digest)).toEqual(['test', expect.any(String), 'test'])
    expect(versions[1]).toMatchObject({ proposal: { proposalId, reason: 'new month', proposedBy: 'operator' } })
    const compare = async (path: string) =>
      (await api.call(`/programme/versions/${path}`, { token: operator })).json<{ changes: object[] }>()
    expect(await compare('3/differences?from=1')).toEqual({ from: 1, to: 3, changes: [] })
    const second = await compare('2/differences')
    expect(second).toMatchObject({ from: 1, to: 2 })
    expect(second.changes.length).toBeGreaterThan(0)
    expect(await compare('9/differences')).toMatchObject({ status: 404, code: 'VERSION_UNKNOWN' })
  })
  it('with mistakes is refused with file, line and field', async () => {
    const wrong = { ...(await files()), 'lanes.yaml': 'nothing: here' }
    const answer = await api.call('/programme/check', {
      method: 'POST',
      token: api.tokens.operator,
      body: { files: wrong },
    })
    expect(answer.json()).toMatchObject({ status: 422, code: 'PROGRAMME_INVALID' })
    const { errors } = answer.json<{ errors: { in: string; path: string }[] }>()
    expect(errors.map((error) => error.in)).toContain('lanes.yaml:1')
    const escape = await api.call('/programme/check', {
      method: 'POST',
      token: api.tokens.operator,
      body: { files: { '../x': '' } },
    })
    expect(escape.json()).toMatchObject({ status: 422, code: 'PROGRAMME_INVALID' })
  })
})

describe('pages', () => {
  it('neither repeat nor skip a meter that was there all along, while meters come and move', async () => {
    const { operator: token } = api.tokens
    const there = (await fleet.db<{ journey_id: number }[]>`select journey_id from journey order by 1`).map(
      (row) => row.journey_id,
    )
    const seen: number[] = []
    let cursor = ''
    for (let n = 30; ; n += 1) {
      const answer = await api.call(`/meters?limit=2${cursor}`, { token })
      const { meters, next } = answer.json<{ meters: { journeyId: number }[]; next: string | null }>()
      seen.push(...meters.map(({ journeyId }) => journeyId))
      if (next === null || n > 60) break
      cursor = `&cursor=${next}`
      if (n < 34) await fleet.bring(installation(fleet.programme, n))
      await fleet.db`update journey set attempts_used = attempts_used where journey_id = any(${seen})`
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(there.filter((id) => !seen.includes(id))).toEqual([])
  })
  it('by due date go on where they were, and only for duties that are open', async () => {
    const { operator: token } = api.tokens
    await fleet.db`
      update journey set clock_starts_on = '2020-01-01', due_on = '2020-07-01'::date + (journey_id % 3)::integer, met_on = null, duty_ended_on = null`
    // Those that no workflow works out dates for meanwhile.
    const expected = await fleet.db<{ id: number }[]>`
      select journey_id as id from journey where journey_id > 6 order by due_on, journey_id`
    expect(expected.length).toBeGreaterThan(4)
    const journeys = expected.map(({ id }) => id).join(',')
    const seen: number[] = []
    for (let cursor = ''; ;) {
      const answer = await api.call(`/meters?health=overdue&sort=due&journeys=${journeys}&limit=2${cursor}`, { token })
      const { meters, next } = answer.json<{ meters: { journeyId: number }[]; next: string | null }>()
      seen.push(...meters.map(({ journeyId }) => journeyId))
      if (next === null) break
      cursor = `&cursor=${next}`
    }
    expect(seen).toEqual(expected.map(({ id }) => id))
    for (const filter of ['', '&health=met-late', '&duty=open']) {
      expect((await api.call(`/meters?sort=due${filter}`, { token })).json()).toMatchObject({
        status: 400,
        code: 'FILTER_INVALID',
      })
    }
    const { next } = (await api.call('/meters?limit=1', { token })).json<{ next: string }>()
    expect((await api.call(`/meters?health=overdue&sort=due&cursor=${next}`, { token })).json()).toMatchObject({
      code: 'CURSOR_INVALID',
    })
  })
  it('are refused with a cursor of another list', async () => {
    const { operator: token } = api.tokens
    const { next } = (await api.call('/meters?limit=1', { token })).json<{ next: string }>()
    for (const url of [`/meters?fuel=gas&cursor=${next}`, `/imports?cursor=${next}`, '/meters?cursor=zzz']) {
      expect((await api.call(url, { token })).json()).toMatchObject({ status: 400, code: 'CURSOR_INVALID' })
    }
  })
})
