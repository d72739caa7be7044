import type { Command } from 'commander'
import { MeterliftError } from '../../domain/errors.js'
import { readAuthorisationFile, writeAuthorisationFiles } from '../../operations/batch/authorisation-file.js'
import { authoriseBatch } from '../../operations/batch/authorise.js'
import { named } from '../../operations/resolve-filter.js'
import { withContext, type ActingOptions } from '../context.js'
import { acting, common, example, read, readActing } from '../options.js'
import { counted, say, sayJson } from '../print.js'
import { batchNumber } from './batch-arguments.js'

/** batch authorise, and authorisations as files. */
export function addBatchAuthorisations(group: Command): void {
  const authorise = example(
    acting(group.command('authorise').argument('<batch>', 'its number', batchNumber)),
    'batch authorise 7 --supplier fenside-energy --reason "letter of 24 November"',
  )
    .description("record a supplier's word on its meters in a batch: authorised, or with --refuse refused")
    .requiredOption('--supplier <name>', 'whose word it is')
    .option('--refuse', 'the supplier refuses: its installations are given back', false)
    .option('--reason <words>', 'why, or where it is written, for the record')
    .action(async (batchId: number) => {
      const options = readActing<
        ActingOptions & { readonly supplier: string; readonly refuse: boolean; readonly reason?: string }
      >(authorise)
      await withContext(options, async ({ db, inForce }) => {
        const supplier = named((await inForce()).programme.suppliers, options.supplier)
        if (supplier === undefined) {
          throw new MeterliftError('SUPPLIER_UNKNOWN', `the programme has no supplier “${options.supplier}”`)
        }
        const decision = options.refuse ? 'refused' : 'authorised'
        const by = { actor: options.by, reason: options.reason ?? null, now: Date.now() }
        const { meters } = await authoriseBatch(db, batchId, supplier.id, decision, by)
        if (options.json) sayJson({ batchId, supplier: supplier.id, decision, meters })
        else say(`${supplier.name} ${decision} ${counted(meters, 'meter')} of batch ${batchId}`)
      })
    })
  const files = group.command('authorisations').description('authorisations as files, one for each supplier')
  const write = example(
    common(files.command('write').argument('<batch>', 'its number', batchNumber)),
    'batch authorisations write 7 --to outbox --sender 00-DB-12-34-00-00-00-01',
  )
    .description('write a file for each supplier to say authorised or refused on each line')
    .option('--to <folder>', 'folder to write to', '.')
    .option(
      '--sender <eui64>',
      'EUI-64 of who sends it (or METERLIFT_SENDER_EUI64)',
      process.env.METERLIFT_SENDER_EUI64 ?? '',
    )
    .action(async (batchId: number) => {
      const options = read<{ readonly to: string; readonly sender: string }>(write)
      await withContext(options, async ({ db }) => {
        const written = await writeAuthorisationFiles(db, batchId, {
          folder: options.to,
          sender: options.sender,
          now: Date.now(),
        })
        if (options.json) sayJson({ batchId, files: written })
        else for (const { file, meters } of written) say(`${file}: ${counted(meters, 'meter')}`)
      })
    })
  const reading = example(
    acting(files.command('read').argument('<files...>', 'files that suppliers returned')),
    'batch authorisations read inbox/MA_FENSIDE-ENERGY_00DB123400000001_20261124_090000.csv',
  )
    .description('read files that suppliers returned; each one is taken whole or not at all, and once')
    .action(async (paths: readonly string[]) => {
      const options = readActing(reading)
      await withContext(options, async ({ db }) => {
        const read: Awaited<ReturnType<typeof readAuthorisationFile>>[] = []
        for (const path of paths) {
          const by = { actor: options.by, reason: null, now: Date.now() }
          const file = await readAuthorisationFile(db, path, by)
          read.push(file)
          if (options.json) continue
          const again = file.alreadyRead ? ' (read before; nothing changed)' : ''
          const whole =
            file.givenBack > file.refused
              ? `; ${counted(file.givenBack, 'meter')} given back, since an installation goes as a whole`
              : ''
          say(`${file.file}: ${file.authorised} authorised, ${file.refused} refused${whole}${again}`)
        }
        if (options.json) sayJson({ files: read })
      })
    })
}
