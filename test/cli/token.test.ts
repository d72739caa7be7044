import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Api } from '../support/api.js'
import { trace } from '../support/command-line.js'
import { runHere } from '../support/run-here.js'

/* The command line makes tokens, and the API goes by them. */
const day = 86_400_000
let api: Api
beforeAll(async () => {
  api = await Api.open()
  vi.stubEnv('METERLIFT_DATABASE_URL', api.fleet.test.url)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await api.close()
})

const token = (...args: readonly string[]) => runHere('token', ...args)
const status = async (url: string, secret: string) => (await api.call(url, { token: secret })).status
/** Its clock is the computer's, that of the API is the test's. */
const create = async (...args: readonly string[]) => {
  const { code, stdout, stderr } = await token('create', ...args, '--json', '--by', 'ann')
  expect(code, stderr).toBe(0)
  return JSON.parse(stdout) as { tokenId: string; token: string; roles: string[]; scopes: string[]; expiresAt: string }
}

describe('token create', () => {
  it('shows the token once, and the register keeps no more than its hash', async () => {
    const { code, stdout, stderr } = await token('create', 'night-watch', '--role', 'operator')
    expect(code, stderr).toBe(0)
    expect(stdout).toMatch(/^mlt_\S+\n$/)
    expect(stderr).toContain('it is shown this once')
    const secret = stdout.trim()
    expect(await status('/status', secret)).toBe(200)
    expect((await token('list')).stdout).not.toContain(secret.slice(-20))
    const rows = await api.fleet.db`select t::text as row from api_token t`
    expect(JSON.stringify(rows)).not.toContain(secret.slice(-20))
  })

  it('gives roles, or only some of what they may', async () => {
    const all = await create('reads', '--role', 'operator', '--role', 'auditor')
    expect(all.roles).toEqual(['operator', 'auditor'])
    expect(await status('/audit', all.token)).toBe(200)
    const some = await create('counts', '--role', 'operator', '--scope', 'fleet:read')
    expect(some.scopes).toEqual(['fleet:read'])
    expect(await status('/status', some.token)).toBe(200)
    expect(await status('/lanes', some.token)).toBe(403)
    expect(await status('/meters.csv', some.token)).toBe(403)
    // A scope takes away; it gives nothing that the role may not.
    const more = await create('wants', '--role', 'operator', '--scope', 'tokens:manage')
    expect(await status('/tokens', more.token)).toBe(403)
  })

  it('holds a supplier to its portfolio, by any of its names', async () => {
    const { token: secret } = await create('systems', '--role', 'supplier', '--supplier', 'EDF Energy')
    const answer = await api.call('/session', { token: secret })
    expect(answer.json()).toMatchObject({ name: 'systems', supplier: 'edf' })
    expect(await status('/lanes', secret)).toBe(403)
  })

  it('makes it expire, after ninety days or those that are asked for', async () => {
    const before = Date.now()
    const [usual, short] = [
      await create('usual', '--role', 'auditor'),
      await create('short', '--role', 'auditor', '--days', '1'),
    ]
    for (const [made, days] of [
      [usual, 90],
      [short, 1],
    ] as const) {
      const expires = Date.parse(made.expiresAt)
      expect(expires).toBeGreaterThanOrEqual(before + days * day)
      expect(expires).toBeLessThanOrEqual(Date.now() + days * day)
    }
    const now = api.fleet.now
    api.fleet.now = Date.parse(short.expiresAt) - 1
    expect(await status('/status', short.token)).toBe(200)
    api.fleet.now += 1
    const late = await api.call('/status', { token: short.token })
    expect(late.status).toBe(401)
    expect(late.json()).toMatchObject({ code: 'SIGN_IN_REFUSED' })
    expect(await status('/status', usual.token)).toBe(200)
    api.fleet.now = now
  })

  it.each([
    [['x', '--role', 'king'], 'no role “king”', 'operator, approver'],
    [['x', '--role', 'operator', '--scope', 'all'], 'no scope “all”', 'fleet:read'],
    [['x', '--role', 'supplier'], 'needs a supplier', 'edf'],
    [['x', '--role', 'supplier', '--supplier', 'nobody'], 'no supplier “nobody”', 'edf'],
    [['x', '--role', 'operator', '--supplier', 'edf'], 'only the role supplier', 'leave the supplier out'],
    [['x', '--role', 'supplier', '--role', 'auditor', '--supplier', 'edf'], 'stands alone', 'token'],
    [['x', '--role', 'auditor', '--days', '0'], 'from 1 to 366', ''],
    [['x', '--role', 'auditor', '--days', 'ten'], 'from 1 to 366', ''],
    [['x'], '--role', ''],
    [['--role', 'auditor'], 'name', ''],
  ])('refuses %j, says why, and makes none', async (args, why, what) => {
    const before = await api.fleet.db`select 1 from api_token`
    const { code, stdout, stderr } = await token('create', ...args)
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain(why)
    expect(stderr).toContain(what)
    expect(stderr).not.toMatch(trace)
    expect(await api.fleet.db`select 1 from api_token`).toHaveLength(before.length)
  })
})

describe('token list and revoke', () => {
  it('names what each may, and a revoked one counts no more at once', async () => {
    const made = await create('to go', '--role', 'operator', '--scope', 'fleet:read', '--days', '30')
    expect(await status('/status', made.token)).toBe(200)
    const revoked = await token('revoke', made.tokenId, '--by', 'bob', '--reason', 'left the team')
    expect(revoked).toMatchObject({ code: 0, stdout: `token ${made.tokenId} is revoked\n` })
    expect(await status('/status', made.token)).toBe(401)
    const { tokens } = JSON.parse((await token('list', '--json')).stdout) as { tokens: Record<string, unknown>[] }
    const line = tokens.find(({ tokenId }) => tokenId === made.tokenId)
    expect(line).toMatchObject({ name: 'to go', roles: ['operator'], scopes: ['fleet:read'], createdBy: 'ann' })
    expect(line?.revokedAt).toEqual(expect.any(String))
    expect(JSON.stringify(tokens)).not.toMatch(/mlt_|hash/i)
    expect((await token('list')).stdout).toMatch(new RegExp(`${made.tokenId}.*revoked`))
  })

  it('is asked why', async () => {
    const { tokenId, token: secret } = await create('stays', '--role', 'auditor')
    const { code, stderr } = await token('revoke', tokenId)
    expect(code).toBe(2)
    expect(stderr).toContain('--reason')
    expect(await status('/status', secret)).toBe(200)
  })

  it('refuses to revoke what is not in use: again, or unknown', async () => {
    const inUse = async () => (await api.fleet.db`select 1 from api_token where revoked_at is null`).length
    const before = await inUse()
    const { tokenId } = await create('twice', '--role', 'auditor')
    expect(await inUse()).toBe(before + 1)
    expect((await token('revoke', tokenId, '--reason', 'lost')).code).toBe(0)
    for (const id of [tokenId, 'aaaaaaaaaaaa', 'no token', "' or true --"]) {
      const { code, stderr } = await token('revoke', id, '--reason', 'lost')
      expect(code).not.toBe(0)
      expect(stderr).toContain(`no token ${id} is in use`)
      expect(stderr).not.toMatch(trace)
    }
    expect(await inUse()).toBe(before)
  })

  it('stands on the audit log: who made and who revoked, and no secret', async () => {
    const lines = await api.fleet.db<{ actor: string; action: string; line: string }[]>`
      select actor, action, a::text as line from audit a where via = 'cli' order by audit_id`
    expect(lines.some(({ actor, action }) => actor === 'ann' && action.includes('token create'))).toBe(true)
    expect(lines.some(({ actor, action }) => actor === 'bob' && action.includes('token revoke'))).toBe(true)
    expect(JSON.stringify(lines)).not.toContain('mlt_')
  })
})
