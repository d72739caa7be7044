import { openDatabase } from '../register/database.js'
import { readApiConfig } from '../runtime/config.js'
import { createLog } from '../runtime/logging.js'
import { runService } from '../runtime/process.js'
import { createServer } from './server.js'

const config = readApiConfig(process.env)
const log = createLog('api', config.METERLIFT_LOG_LEVEL)
await runService(log, async () => {
  const db = openDatabase(config.METERLIFT_DATABASE_URL, { max: 8, name: 'meterlift-api' })
  const server = createServer({ db, secrets: config.METERLIFT_CALLBACK_SECRET.split(','), clock: Date.now, log })
  const url = await server.listen({ host: config.METERLIFT_HOST, port: config.METERLIFT_PORT })
  return {
    ready: { url },
    async stop() {
      await server.close()
      await db.end({ timeout: 5 })
    },
  }
})
