import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApiClient } from '../../../console/src/api/client.js'
import { clientSchema } from '../../../scripts/client-schema.js'
import { Api } from '../../support/api.js'
import { installation } from '../../support/fleet.js'

let api: Api
let address: string
beforeAll(async () => {
  api = await Api.open()
  await api.fleet.bring(installation(api.fleet.programme, 1))
  await api.fleet.openAll()
  address = await api.server.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => api.close())

describe('the generated client', () => {
  it('is that of the document as it is served (npm run client writes it)', async () => {
    const written = await readFile(new URL('../../../console/src/api/schema.d.ts', import.meta.url), 'utf8')
    expect(written).toBe(await clientSchema())
  })
  it('lists meters, and is told problems with their code', async () => {
    const client = createApiClient(address, { authorization: `Bearer ${api.tokens.operator}` })
    const { data, error } = await client.GET('/v1/meters', { params: { query: { stage: 'migration' } } })
    expect(error).toBeUndefined()
    expect(data?.meters.map(({ journeyId, supplier }) => [journeyId, supplier])).toEqual([[1, 'edf']])
    const refused = await createApiClient(address).GET('/v1/status')
    expect(refused.error?.code).toBe('SIGN_IN_NEEDED')
  })
})
