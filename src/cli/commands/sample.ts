import type { Command } from 'commander'
import { fileURLToPath } from 'node:url'
import { londonDate } from '../../domain/calendar.js'
import { readProgrammeFolder } from '../../operations/apply-programme.js'
import { writeSample } from '../../operations/write-sample.js'
import { date, example, wholeNumber } from '../options.js'
import { count, say, sayJson } from '../print.js'

const exampleProgramme = fileURLToPath(new URL('../../../examples/programmes/example', import.meta.url))

interface SampleOptions {
  readonly size: number
  readonly seed: number
  readonly today: string
  readonly programme: string
  readonly json: boolean
}

/** sample: an invented portfolio. Needs no stack. */
export function addSample(program: Command): void {
  const command = example(program.command('sample <file>'), 'sample big.csv --size 100000 --seed 7')
    .description('write an invented portfolio, and beside it the world that the sandbox plays (<file>.world.csv)')
    .option('--size <n>', 'meters', wholeNumber(1, 20_000_000), 2_000)
    .option('--seed <n>', 'the same seed gives the same meters', wholeNumber(0, 4_294_967_295), 20_180_401)
    .option('--today <date>', 'the day around which its dates lie', date, londonDate(Date.now()))
    .option('--programme <dir>', 'programme whose device models it uses (default: the example)')
    .option('--json', 'print JSON (docs/cli.md)', false)
    .action(async (file: string) => {
      const {
        size,
        seed,
        today,
        json,
        programme: folder = exampleProgramme,
      } = command.opts<Partial<SampleOptions> & Omit<SampleOptions, 'programme'>>()
      const { programme } = await readProgrammeFolder(folder, Date.now())
      const world = `${file}.world.csv`
      const { meters } = await writeSample({ programme, size, seed, today, portfolio: file, world })
      if (json) sayJson({ meters, portfolio: file, world })
      else say(`${count(meters)} meters in ${file}; their world in ${world}`)
    })
}
