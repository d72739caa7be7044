import { mkdir, open } from 'node:fs/promises'
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
  const portfolio = await open(options.portfolio, 'w')
  const world = options.world === undefined ? null : await open(options.world, 'w')
  let rows: string[][] = [[...portfolioColumns]]
  let truths: string[][] = [[...portfolioColumns, ...truthColumns]]
  let meters = 0
  const flush = async (): Promise<void> => {
    await portfolio.appendFile(stringify(rows))
    await world?.appendFile(stringify(truths))
    rows = []
    truths = []
  }
  try {
    for (const { row, world: record, truth } of sampleMeters(options.programme, options)) {
      meters += 1
      rows.push(portfolioColumns.map((column) => row[column]))
      truths.push([...portfolioColumns.map((column) => record[column]), ...truthColumns.map((column) => truth[column])])
      if (rows.length >= batchSize) await flush()
    }
    await flush()
  } finally {
    await portfolio.close()
    await world?.close()
  }
  return { meters }
}
