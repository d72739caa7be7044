import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { once } from 'node:events'
import { dirname } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { IsoDate } from '../domain/brands.js'
import type { Programme } from '../domain/programme.js'
import { portfolioColumns } from '../portfolio/columns.js'
import { sampleMeters } from '../portfolio/sample.js'

export interface SampleOptions {
  readonly programme: Programme
  readonly size: number
  readonly seed: number
  readonly today: IsoDate
  /** Where the portfolio goes. */
  readonly portfolio: string
  /** Where the truth goes that the sandbox plays; none is written where not given. */
  readonly world?: string
}

const truthColumns = ['smi_status', 'keys', 'smso_known', 'fate'] as const
const batchSize = 1_000

/** Writes an invented portfolio of any size, and beside it the world in which the sandbox lets it live. */
export async function writeSample(options: SampleOptions): Promise<{ readonly meters: number }> {
  await mkdir(dirname(options.portfolio), { recursive: true })
  const portfolio = createWriteStream(options.portfolio)
  const world = options.world === undefined ? null : createWriteStream(options.world)
  portfolio.write(stringify([[...portfolioColumns]]))
  world?.write(stringify([[...portfolioColumns, ...truthColumns]]))
  let rows: string[][] = []
  let truths: string[][] = []
  let meters = 0
  const flush = async (): Promise<void> => {
    if (!portfolio.write(stringify(rows))) await once(portfolio, 'drain')
    if (world !== null && !world.write(stringify(truths))) await once(world, 'drain')
    rows = []
    truths = []
  }
  for (const { row, world: record, truth } of sampleMeters(options.programme, options)) {
    meters += 1
    rows.push(portfolioColumns.map((column) => row[column]))
    truths.push([...portfolioColumns.map((column) => record[column]), ...truthColumns.map((column) => truth[column])])
    if (rows.length >= batchSize) await flush()
  }
  await flush()
  for (const stream of world === null ? [portfolio] : [portfolio, world]) {
    stream.end()
    await once(stream, 'finish')
  }
  return { meters }
}
