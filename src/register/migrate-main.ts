import { MeterliftError } from '../domain/errors.js'
import { migrate } from './migrate.js'

// Brings the register of a deployment to the newest version, before workers and the HTTP service start.
const url = process.env.METERLIFT_DATABASE_URL
if (url === undefined || url === '')
  throw new MeterliftError('CONFIG_MISSING', 'the environment variable METERLIFT_DATABASE_URL is not set')
await migrate(url)
