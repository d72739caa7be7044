import { Client, Connection } from '@temporalio/client'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../register/database.js'
import { createProgrammeStore } from '../register/programme/store.js'
import { oidcOf, readApiConfig } from '../runtime/config.js'
import { createLog } from '../runtime/logging.js'
import { runService } from '../runtime/process.js'
import { createBrowserSignIn } from './auth/browser-sign-in.js'
import { createOidc } from './auth/oidc.js'
import { builtConsole } from './console.js'
import { createServer } from './server.js'

const log = createLog('api', process.env.METERLIFT_LOG_LEVEL ?? 'info')
await runService(log, async () => {
  const config = readApiConfig(process.env)
  const provider = oidcOf(config)
  const db = openDatabase(config.METERLIFT_DATABASE_URL, { max: 12, name: 'meterlift-api', pages: true })
  // It is reached with the first decision; the rest goes on without it.
  const connection =
    config.TEMPORAL_ADDRESS === undefined ? null : Connection.lazy({ address: config.TEMPORAL_ADDRESS })
  const server = createServer({
    db,
    secrets: config.METERLIFT_CALLBACK_SECRET.split(','),
    clock: Date.now,
    log,
    console: builtConsole,
    v1: {
      client: connection === null ? null : new Client({ connection, namespace: config.TEMPORAL_NAMESPACE }),
      programmes: createProgrammeStore(),
      oidc: provider === null ? null : createOidc(provider),
      signIn: provider === null ? null : createBrowserSignIn(provider),
      examplePeople: config.METERLIFT_EXAMPLE_PEOPLE === 'loopback',
      uploads: config.METERLIFT_UPLOADS ?? join(tmpdir(), 'meterlift-uploads'),
      uploadLimitBytes: config.METERLIFT_UPLOAD_LIMIT_MB * 1024 * 1024,
      sender: config.METERLIFT_SENDER_EUI64 ?? null,
      requestsPerMinute: config.METERLIFT_REQUESTS_PER_MINUTE,
    },
  })
  const url = await server.listen({ host: config.METERLIFT_HOST, port: config.METERLIFT_PORT })
  return {
    ready: { url },
    async stop() {
      await server.close()
      await connection?.close()
      await db.end({ timeout: 5 })
    },
  }
})
