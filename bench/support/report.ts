import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { pathToFileURL } from 'node:url'
import Table from 'cli-table3'
import { openDatabase } from '../../src/register/database.js'

/** What ran it: figures of two machines are not compared. */
export async function machineLine(
  services: { readonly postgres?: string; readonly temporal?: string } = {},
): Promise<string> {
  const cores = cpus()
  const gigabytes = Math.round(totalmem() / 2 ** 30)
  return [
    `${cores.length} × ${cores[0]?.model.trim() ?? 'unknown processor'}`,
    `${gigabytes} GB`,
    `${process.platform} ${process.arch}`,
    `Node ${process.versions.node}`,
    ...(services.postgres === undefined ? [] : [`PostgreSQL ${await postgresVersion(services.postgres)}`]),
    ...(services.temporal === undefined ? [] : [services.temporal]),
    ...stolen(),
  ].join(', ')
}

interface Ticks {
  readonly all: number
  readonly stolen: number
}

/** Processor time since the machine started (proc(5), /proc/stat); null where it does not say. */
function processorTicks(): Ticks | null {
  if (process.platform !== 'linux') return null
  const [, ...ticks] = (readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').trim().split(/\s+/).map(Number)
  return { all: ticks.slice(0, 8).reduce((sum, each) => sum + each, 0), stolen: ticks[7] ?? 0 }
}

const atStart = processorTicks()

/** What a virtual machine's host kept for others meanwhile: a reason why the same program is slower. */
function stolen(): readonly string[] {
  const now = processorTicks()
  if (atStart === null || now === null) return []
  const share = (now.stolen - atStart.stolen) / Math.max(1, now.all - atStart.all)
  return [`${(share * 100).toFixed(1)} % of the processors taken by the host`]
}

async function postgresVersion(url: string): Promise<string> {
  const db = openDatabase(url, { max: 1 })
  try {
    const [row] = await db<{ server_version: string }[]>`show server_version`
    return row?.server_version ?? 'of unknown version'
  } finally {
    await db.end()
  }
}

/** Prints rows under a head; all columns but the first stand to the right. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = new Table({
    head: [...head],
    style: { head: [], border: [] },
    colAligns: head.map((_, place) => (place === 0 ? 'left' : 'right')),
  })
  table.push(...rows.map((row) => [...row]))
  process.stdout.write(`${table.toString()}\n`)
}

/** Prints the last line: the benchmark's ratios by name, as one JSON object. */
export function printResult(ratios: Readonly<Record<string, number>>): void {
  const rounded = Object.entries(ratios).map(([name, value]) => [name, Number(value.toPrecision(3))])
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`)
}

/** Says what is going on beside the result. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

/** Whether this file is the one that was started. */
export function isStarted(url: string): boolean {
  return process.argv[1] !== undefined && pathToFileURL(process.argv[1]).href === url
}
