import { pino } from 'pino'
import { openDatabase } from '../../register/database.js'
import { createProgrammeStore } from '../../register/programme/store.js'
import { createServer } from '../server.js'

/** The OpenAPI document as it is served, made without a register or anything else that runs. */
export async function describeApi(): Promise<Readonly<Record<string, unknown>>> {
  // A pool connects when it is first asked something, and this one never is.
  const db = openDatabase('postgres://nobody@127.0.0.1:1/none', { max: 1 })
  const server = createServer({
    db,
    secrets: [],
    clock: () => 0,
    log: pino({ level: 'silent' }),
    v1: {
      client: null,
      programmes: createProgrammeStore(),
      oidc: null,
      signIn: null,
      examplePeople: false,
      uploads: '',
      uploadLimitBytes: 0,
      requestsPerMinute: 1_000,
    },
  })
  try {
    const answer = await server.inject('/v1/openapi.json')
    return answer.json<Readonly<Record<string, unknown>>>()
  } finally {
    await server.close()
    await db.end()
  }
}
