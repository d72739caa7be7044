import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { londonDate } from '../../src/domain/calendar.js'
import { writeSample } from '../../src/operations/write-sample.js'
import { openDatabase } from '../../src/register/database.js'
import { migrate } from '../../src/register/migrate.js'
import { usageOf } from '../support/process-usage.js'
import { printResult, printTable, say } from '../support/report.js'
import type { Services } from '../support/services.js'
import { startApiProcess } from './api-process.js'
import { createAsk, type Asker } from './ask.js'
import { openProgramme } from './world.js'

/** What one way of so many rows took. */
interface Passage {
  readonly name: string
  readonly seconds: number
  readonly rows: number
  /** Memory of the API's process before, at its highest in the first tenth, and at its highest of all. */
  readonly beforeMb: number
  readonly tenthMb: number
  readonly peakMb: number
}

/** Uploads a portfolio of so many rows, waits for its import, and exports them all: what the API's process needs for it. */
export async function streamRows(
  services: Services,
  size: number,
  askerOf: (db: ReturnType<typeof openDatabase>) => Promise<Asker>,
): Promise<void> {
  const url = services.databaseUrl('meterlift')
  await migrate(url)
  const db = openDatabase(url, { max: 2, name: 'bench' })
  const api = await startApiProcess({
    databaseUrl: url,
    folder: join(services.folder, 'uploads'),
    logFile: join(services.folder, 'api.log'),
  })
  const { ask, close } = createAsk(api.url)
  try {
    const programme = await openProgramme(db, Date.now())
    const asker = await askerOf(db)
    const file = join(services.folder, 'portfolio.csv')
    say(`writing a portfolio of ${size.toLocaleString('en-GB')} rows`)
    await writeSample({ programme, size, seed: 7, today: londonDate(Date.now()), portfolio: file })
    await ask(asker, '/status')
    const watch = watching(api.pid)
    let operation = ''
    const uploaded = await watch('upload', size, async (reached) => {
      operation = await upload(api.url, asker, file, reached)
    })
    const imported = await watch('its import', size, async (reached) => {
      for (;;) {
        const { text } = await ask(asker, `/operations/${operation}`)
        const { state, progress } = JSON.parse(text) as { state: string; progress: { rows?: number } }
        reached((progress.rows ?? 0) / size)
        if (state === 'failed') throw new Error(text)
        if (state === 'done') return
        await sleep(200)
      }
    })
    const exported = await watch('export', size, (reached) => download(api.url, asker, size, reached))
    report([uploaded, imported, exported])
  } finally {
    close()
    await api.stop()
    await db.end()
  }
}

function watching(pid: number) {
  return async (
    name: string,
    rows: number,
    work: (reached: (share: number) => void) => Promise<unknown>,
  ): Promise<Passage> => {
    const mb = async (): Promise<number> => (await usageOf(pid)).rssBytes / 1e6
    const [beforeMb, start] = [await mb(), performance.now()]
    let [share, tenthMb, peakMb, over] = [0, beforeMb, beforeMb, false]
    const looking = (async () => {
      while (!over) {
        const now = await mb()
        peakMb = Math.max(peakMb, now)
        if (share <= 0.1) tenthMb = Math.max(tenthMb, now)
        await sleep(50)
      }
    })()
    await work((reached) => (share = reached))
    const seconds = (performance.now() - start) / 1_000
    over = true
    await looking
    return { name, seconds, rows, beforeMb, tenthMb, peakMb }
  }
}

async function upload(url: string, { token }: Asker, file: string, reached: (share: number) => void): Promise<string> {
  const { size } = await stat(file)
  const source = createReadStream(file)
  source.on('data', () => reached(source.bytesRead / size))
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'text/csv',
    'content-length': size,
    'idempotency-key': 'bench',
  }
  const text = await new Promise<string>((resolve, reject) => {
    const sending = request(`${url}/v1/imports?name=portfolio.csv`, { method: 'POST', headers }, (response) => {
      let said = ''
      response.on('data', (part: Buffer) => (said += part.toString()))
      response.on('end', () => resolve(said))
    })
    pipeline(source, sending).catch(reject)
  })
  const { operationId } = JSON.parse(text) as { operationId?: string }
  if (operationId === undefined) throw new Error(text)
  return operationId
}

/** Reads the export to its end, and counts its lines. */
function download(url: string, { token }: Asker, size: number, reached: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    request(`${url}/v1/meters.csv`, { headers: { authorization: `Bearer ${token}` } }, (response) => {
      let lines = 0
      response.on('data', (part: Buffer) => {
        for (const byte of part) if (byte === 10) lines += 1
        reached(lines / size)
      })
      response.on('error', reject)
      response.on('end', () => {
        // Some rows of a sample are bad.
        if (lines > size * 0.99) resolve()
        else reject(new Error(`the export had ${lines} lines`))
      })
    })
      .on('error', reject)
      .end()
  })
}

function report(passages: readonly Passage[]): void {
  printTable(
    ['', 'seconds', 'rows a second', 'MB before', 'MB in the first tenth', 'MB at most'],
    passages.map(({ name, seconds, rows, beforeMb, tenthMb, peakMb }) => [
      name,
      seconds.toFixed(1),
      Math.round(rows / seconds).toLocaleString('en-GB'),
      ...[beforeMb, tenthMb, peakMb].map((mb) => mb.toFixed(0)),
    ]),
  )
  printResult(
    Object.fromEntries(
      passages.flatMap(({ name, seconds, tenthMb, peakMb }) => [
        [`${name} s`, seconds],
        [`${name} tenth_mb`, tenthMb],
        [`${name} peak_mb`, peakMb],
      ]),
    ),
  )
}
