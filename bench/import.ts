// npm run bench:import: an import of a portfolio beside plain COPY of the same file (docs/benchmarks.md, Import).
import { copyFile, open, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { londonDate } from '../src/domain/calendar.js'
import { readProgrammeFolder } from '../src/operations/apply-programme.js'
import { writeSample } from '../src/operations/write-sample.js'
import { checkpoint, freshRegister, prepareRegister } from './import/register.js'
import { plainCopy } from './import/plain-copy.js'
import { keepRows, refill } from './import/refill.js'
import { spawnImport, type ImportRun } from './import/spawn-import.js'
import { amount, benchCommand } from './support/arguments.js'
import { inTurn, median } from './support/measure.js'
import { machineLine, printResult, printTable, say } from './support/report.js'
import { withPostgres } from './support/services.js'

const command = benchCommand('import', 'An import of a portfolio beside plain COPY of the same file', {
  size: 1_000_000,
  of: 'rows of the file',
})
  .option('--rounds <n>', 'runs of each; the median counts', amount, 3)
  .option('--seed <n>', 'the same seed gives the same file', amount, 7)
  .parse()
const { size, rounds, seed } = command.opts<{ size: number; rounds: number; seed: number }>()

await withPostgres(['plain', 'register_template'], async ({ folder, databaseUrl }) => {
  const admin = databaseUrl('postgres')
  const [plain, register] = [databaseUrl('plain'), databaseUrl('register')]
  const file = join(folder, 'portfolio.csv')
  say(`writing a portfolio of ${size.toLocaleString('en-GB')} rows`)
  await writeFile(file)
  // All but its last row: an import that is not known to be the same, of rows that are.
  const other = join(folder, 'again.csv')
  await withoutLastRow(file, other)
  await prepareRegister(databaseUrl('register_template'))

  say('keeping the rows that an import leaves')
  await freshRegister(admin, 'register_template', 'register')
  await spawnImport(register, file)
  await keepRows(register)

  const firsts: ImportRun[] = []
  const seconds: ImportRun[] = []
  const identical: ImportRun[] = []
  const streams: ImportRun[] = []
  const copies = await inTurn(
    [
      { name: 'copy', run: () => plainCopy(plain, file, false) },
      { name: 'keyed', run: () => plainCopy(plain, file, true) },
      {
        name: 'import',
        run: async () => {
          await freshRegister(admin, 'register_template', 'register')
          const first = await spawnImport(register, file)
          firsts.push(first)
          identical.push(await spawnImport(register, file))
          await checkpoint(admin)
          seconds.push(await spawnImport(register, other))
          return first.seconds
        },
      },
      {
        name: 'floor',
        run: async () => {
          await freshRegister(admin, 'register_template', 'register')
          return refill(register)
        },
      },
      {
        name: 'stream',
        run: async () => {
          await freshRegister(admin, 'register_template', 'register')
          const run = await spawnImport(register, file, 'stream')
          streams.push(run)
          return run.seconds
        },
      },
    ],
    rounds,
  )

  const [first, second, same, streamed] = [firsts, seconds, identical, streams].map((runs) =>
    median(runs.map((run) => run.seconds)),
  )
  const copy = median(copies.get('copy') ?? [])
  const floor = median(copies.get('floor') ?? [])
  if (first === undefined || second === undefined || same === undefined || streamed === undefined)
    throw new Error('nothing was measured')
  const bytes = (await stat(file)).size
  const peak = Math.max(...[...firsts, ...seconds, ...streams].map(({ peakMb }) => peakMb))
  process.stdout.write(
    `${await machineLine({ postgres: admin })}; ${(bytes / 1e6).toFixed(0)} MB, median of ${rounds}\n`,
  )
  const line = (name: string, time: number, peakMb: number | null): readonly string[] => [
    name,
    time.toFixed(2),
    Math.round(size / time).toLocaleString('en-GB'),
    `${(time / copy).toFixed(2)} ×`,
    peakMb === null ? '' : peakMb.toFixed(0),
  ]
  const peakOf = (runs: readonly ImportRun[]): number => Math.max(...runs.map(({ peakMb }) => peakMb))
  printTable(
    ['', 'seconds', 'rows a second', 'of COPY', 'peak MB'],
    [
      line('plain COPY, no indexes', copy, null),
      line('plain COPY, four keys', median(copies.get('keyed') ?? []), null),
      line('the import’s rows and indexes, nothing read or checked', floor, null),
      line('import', first, peakOf(firsts)),
      line('import of the same as a stream', streamed, peakOf(streams)),
      line('import again, one row less: every row compared', second, peakOf(seconds)),
      line('import again, the very same bytes', same, peakOf(identical)),
    ],
  )
  const [report] = firsts.map((run) => run.report)
  process.stdout.write(`of ${report?.rows} rows ${report?.created} created, ${report?.rejected} into quarantine\n`)
  printResult({
    copy: first / copy,
    again: second / first,
    stream: streamed / copy,
    floor: floor / copy,
    peak_mb: peak,
  })
})

async function writeFile(path: string): Promise<void> {
  const now = Date.now()
  const folder = fileURLToPath(new URL('../examples/programmes/example', import.meta.url))
  const { programme } = await readProgrammeFolder(folder, now)
  await writeSample({ programme, size, seed, today: londonDate(now), portfolio: path })
}

async function withoutLastRow(from: string, to: string): Promise<void> {
  await copyFile(from, to)
  const end = (await stat(to)).size
  const tail = Buffer.alloc(Math.min(4_096, end))
  const handle = await open(to)
  await handle.read(tail, 0, tail.length, end - tail.length)
  await handle.close()
  await truncate(to, end - tail.length + tail.lastIndexOf('\n', tail.length - 2) + 1)
}
