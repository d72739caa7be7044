import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Api } from '../../support/api.js'

let api: Api
beforeAll(async () => {
  api = await Api.open()
})
afterAll(() => api.close())

interface Document {
  readonly openapi: string
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly operationId: string; readonly security?: readonly object[] }>>>
  >
}

describe('the OpenAPI document', () => {
  it('is served to anyone, as version 3.1, and a known validator finds nothing wrong', async () => {
    const answer = await api.call('/openapi.json')
    expect(answer.status).toBe(200)
    const document = answer.json<Document>()
    expect(document.openapi).toBe('3.1.0')
    const found = await new Validator().validate(answer.json())
    expect(found.errors ?? '').toBe('')
    expect(found.valid).toBe(true)
    expect((await new Validator().validate({ ...answer.json<object>(), paths: { x: 7 } })).valid).toBe(false)
  })
  it('names each operation once, and tells for each who may', async () => {
    const { paths } = (await api.call('/openapi.json')).json<Document>()
    const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
    expect(operations.length).toBeGreaterThan(30)
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    expect(operations.filter(({ security }) => security === undefined)).toEqual([])
  })
})

describe('every route below /v1', () => {
  it('is in the document, and declares what it needs', async () => {
    const { paths } = (await api.call('/openapi.json')).json<Document>()
    const lines = api.server.printRoutes({ commonPrefix: false, includeHooks: false })
    expect(lines).toContain('meters')
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        const url = path.replaceAll(/\{(\w+)\}/g, ':$1')
        const found = api.server.findRoute({ method: method.toUpperCase(), url })
        expect(found, `${method} ${path}`).not.toBeNull()
      }
    }
  })
})
