import type { IsoDate } from '../../domain/brands.js'
import type { Programme } from '../../domain/programme.js'
import { assessCombinations } from '../combinations.js'
import type { Queryable } from '../database.js'
import { CopyChannel } from './copy-channel.js'
import { nameCombinations } from './create-meters.js'
import type { FileChecks, NewHub } from './file-checks.js'
import { KeyIndex } from './key-index.js'
import type { ImportValues } from './row.js'
import { createModels, writeModels } from './stage.js'
import { int8Field, prepare, textFields, type Prepared } from './tuples.js'

const installationColumns = [
  'installation_id',
  'hub_id',
  'hub_manufacturer',
  'hub_model',
  'hub_firmware',
  'csp',
  'combination_id',
  'lane_id',
] as const

export interface FirstInstallations {
  readonly values: ImportValues
  readonly checks: FileChecks
  /** The number before that of the first hub. */
  readonly lastInstallation: number
  readonly programme: Programme
  readonly programmeVersion: number
  readonly today: IsoDate
}

/** Copies an installation for each hub with a meter behind it, and writes the combinations that they show. */
export async function copyInstallations(tx: Queryable, context: FirstInstallations): Promise<void> {
  const { values, checks, lastInstallation } = context
  const shown = new ShownCombinations()
  const known = await nameShown(tx, context, shown)
  const described = new Map<number, Prepared>(
    known.map(({ hub_model_id, esme_model_id, gsme_model_id, combination_id, lane_id }) => [
      shown.numberOf({ hubModel: hub_model_id, esmeModel: esme_model_id, gsmeModel: gsme_model_id }),
      prepare(
        Buffer.concat([
          textFields(values.hubModel.list[hub_model_id - 1] ?? []),
          int8Field(combination_id),
          textFields([lane_id]),
        ]),
      ),
    ]),
  )
  await CopyChannel.fill(tx, async (channel) => {
    const installations = channel.target('installation', installationColumns)
    for await (const show of checks.installations()) {
      show((hub) => {
        const description = described.get(shown.numberOf(hub))
        if (description === undefined) throw new RangeError(`hub ${hub.hub} shows no combination`)
        installations.begin(installationColumns.length)
        installations.int8(lastInstallation + 1 + hub.hub)
        installations.deviceId(hub.high, hub.low)
        installations.prepared(description)
      })
      await channel.send()
    }
  })
}

type Models = Pick<NewHub, 'hubModel' | 'esmeModel' | 'gsmeModel'>

/** Numbers the combinations of models behind hubs. */
class ShownCombinations {
  private readonly meters = new KeyIndex()
  private readonly all = new KeyIndex()

  get size(): number {
    return this.all.size
  }

  numberOf({ hubModel, esmeModel, gsmeModel }: Models): number {
    return this.all.add(hubModel, this.meters.add(esmeModel, gsmeModel))
  }
}

interface KnownCombination {
  readonly hub_model_id: number
  readonly esme_model_id: number
  readonly gsme_model_id: number
  readonly combination_id: number
  readonly lane_id: string | null
}

/** Writes the combinations that are new, and answers what the register says of each that is shown. */
async function nameShown(
  tx: Queryable,
  { values, checks, programme, programmeVersion, today }: FirstInstallations,
  shown: ShownCombinations,
): Promise<readonly KnownCombination[]> {
  await createModels(tx)
  await tx`
    create temp table new_hub (hub_model_id integer not null, esme_model_id integer not null, gsme_model_id integer not null) on commit drop`
  await CopyChannel.fill(tx, async (channel) => {
    writeModels(channel, values)
    const distinct = channel.target('new_hub', ['hub_model_id', 'esme_model_id', 'gsme_model_id'])
    for await (const show of checks.installations()) {
      show((hub) => {
        const before = shown.size
        if (shown.numberOf(hub) < before) return
        distinct.begin(3)
        distinct.int4Value(hub.hubModel)
        distinct.int4Value(hub.esmeModel)
        distinct.int4Value(hub.gsmeModel)
      })
    }
  })
  await nameCombinations(tx)
  await assessCombinations(tx, programme, programmeVersion, today, 'new')
  return tx<KnownCombination[]>`
    select n.hub_model_id, n.esme_model_id, n.gsme_model_id, c.combination_id, c.lane_id
    from named n join combination c using (combination_key)`
}
