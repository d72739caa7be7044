import { createReadStream } from 'node:fs'
import { importPortfolio } from '../../src/operations/import-portfolio.js'
import { openDatabase } from '../../src/register/database.js'

// A process of its own for one import, so that its peak of memory is that of an import and of nothing else.
const [url = '', path = '', quarantineTo = '', as = 'file'] = process.argv.slice(2)
const source = as === 'stream' ? { stream: createReadStream(path), name: 'a stream' } : { path }
const db = openDatabase(url, { max: 1, name: 'bench-import' })
const start = performance.now()
const report = await importPortfolio(db, source, { by: 'bench', now: Date.now(), quarantineTo })
const seconds = (performance.now() - start) / 1_000
await db.end()
process.stdout.write(JSON.stringify({ seconds, peakMb: process.resourceUsage().maxRSS / 1_024, report }))
