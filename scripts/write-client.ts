// npm run client: writes the types of the API's client from the OpenAPI document as it is served.
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { clientSchema } from './client-schema.js'

const file = fileURLToPath(new URL('../console/src/api/schema.d.ts', import.meta.url))
await writeFile(file, await clientSchema())
process.stdout.write(`${file}\n`)
