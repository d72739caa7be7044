import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Client } from '@temporalio/client'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { createServer } from '../../src/api/server.js'
import type { V1Deps } from '../../src/api/v1/deps.js'
import { createToken } from '../../src/operations/access/tokens.js'
import { createProgrammeStore } from '../../src/register/programme/store.js'
import { Fleet } from './fleet.js'

export interface ApiAnswer {
  readonly status: number
  readonly text: string
  readonly headers: Readonly<Record<string, unknown>>
  readonly json: <T = Record<string, unknown>>() => T
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE' | 'PUT'
  readonly token?: string
  readonly body?: object | string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

/** The API on a register of its own, with a token of each role. */
export class Api {
  private constructor(
    readonly fleet: Fleet,
    readonly server: FastifyInstance,
    readonly folder: string,
    readonly tokens: Readonly<Record<'operator' | 'approver' | 'auditor' | 'admin' | 'edf' | 'octopus', string>>,
  ) {}

  /** @param console folder of the built console, where it is to be served */
  static async open(
    over: Partial<V1Deps> = {},
    fleet?: Fleet,
    client: Client | null = null,
    console?: string,
  ): Promise<Api> {
    const on = fleet ?? (await Fleet.open())
    const folder = await mkdtemp(join(tmpdir(), 'meterlift-api-'))
    const server = createServer({
      db: on.db,
      secrets: ['test-secret-of-callbacks'],
      clock: () => on.now,
      log: pino({ level: process.env.TEST_LOG ?? 'silent' }),
      ...(console === undefined ? {} : { console }),
      v1: {
        client,
        programmes: createProgrammeStore(),
        oidc: null,
        signIn: null,
        examplePeople: false,
        uploads: folder,
        uploadLimitBytes: 1_000_000,
        requestsPerMinute: 100_000,
        ...over,
      },
    })
    await server.ready()
    const make = async (role: string, supplier: string | null = null): Promise<string> => {
      const request = { name: supplier ?? role, roles: [role], scopes: [], supplier, days: 1, by: 'test', now: on.now }
      return (await createToken(on.db, on.programme, request)).token
    }
    return new Api(on, server, folder, {
      operator: await make('operator'),
      approver: await make('approver'),
      auditor: await make('auditor'),
      admin: await make('admin'),
      edf: await make('supplier', 'edf'),
      octopus: await make('supplier', 'octopus'),
    })
  }

  /** Calls a route; a command gets an Idempotency-Key of its own unless one is given. */
  async call(url: string, { method = 'GET', token, body, headers = {} }: Call = {}): Promise<ApiAnswer> {
    const json = typeof body === 'object' && !Buffer.isBuffer(body)
    const response = await this.server.inject({
      method,
      url: `/v1${url}`,
      headers: {
        ...(method === 'GET' ? {} : { 'idempotency-key': randomUUID() }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(json ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined
        ? {}
        : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
    })
    return {
      status: response.statusCode,
      text: response.body,
      headers: response.headers,
      json: <T>() => response.json<T>(),
    }
  }

  async close(): Promise<void> {
    await this.server.close()
    await this.fleet.test.drop()
    await rm(this.folder, { recursive: true, force: true })
  }
}
