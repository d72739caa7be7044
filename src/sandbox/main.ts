import { readFile } from 'node:fs/promises'
import { readSandboxConfig } from '../runtime/config.js'
import { createLog } from '../runtime/logging.js'
import { runService } from '../runtime/process.js'
import { runCallbacks } from './callbacks.js'
import { openFaults } from './faults.js'
import { createSchema } from './schema.js'
import { parseScript, type Script } from './script.js'
import { createSandboxServer } from './server.js'
import { openSandbox, type Sandbox } from './state.js'
import { loadWorldFile } from './world.js'

const config = readSandboxConfig(process.env)
const log = createLog('sandbox', config.METERLIFT_LOG_LEVEL)

await runService(log, async () => {
  const db = openSandbox(config.SANDBOX_DATABASE_URL)
  await createSchema(db)
  if (config.SANDBOX_WORLD !== undefined) {
    log.info(await loadWorldFile(db, config.SANDBOX_WORLD, config.SANDBOX_SEED), 'world loaded')
  }
  const [from, to] = config.SANDBOX_PACE.split('-').map(Number)
  const script = { current: await readScript(db, config.SANDBOX_SCRIPT) }
  const server = createSandboxServer({
    db,
    faults: await openFaults(db),
    seed: config.SANDBOX_SEED,
    pace: { from: from ?? 0, to: to ?? 0 },
    token: config.SANDBOX_TOKEN,
    log,
    script,
  })
  const url = await server.listen({ host: '127.0.0.1', port: config.SANDBOX_PORT })
  const stopping = new AbortController()
  const callbacks = runCallbacks(
    { db, url: config.METERLIFT_API_URL, secret: config.METERLIFT_CALLBACK_SECRET, log },
    stopping.signal,
  )
  return {
    ready: { url },
    async stop() {
      stopping.abort()
      await server.close()
      await callbacks
      await db.end({ timeout: 5 })
    },
  }
})

async function readScript(db: Sandbox, file: string | undefined): Promise<Script | null> {
  if (file !== undefined) return parseScript(await readFile(file, 'utf8'), file)
  const [row] = await db<{ content: Script }[]>`select content from script`
  return row?.content ?? null
}
