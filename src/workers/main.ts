import { readWorkerConfig } from '../runtime/config.js'
import { createLog } from '../runtime/logging.js'
import { runService } from '../runtime/process.js'
import { startWorkers } from './start-workers.js'

const config = readWorkerConfig(process.env)
const log = createLog('worker', config.METERLIFT_LOG_LEVEL)
await runService(log, () => startWorkers(config, process.env, log))
