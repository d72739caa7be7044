import { cohortOfHub } from '../../domain/cohort.js'
import type { EpochMs, IsoDate } from '../../domain/brands.js'
import type { Programme } from '../../domain/programme.js'
import type { Queryable } from '../database.js'
import { layAside } from './bulk.js'
import { CopyChannel } from './copy-channel.js'
import type { FileChecks } from './file-checks.js'
import { copyInstallations } from './first-installations.js'
import { JourneyCounts } from './journey-counts.js'
import { createRowDigest } from './row-digest.js'
import { EncodedValues, isEmpty, type ImportProblem, type ImportValues, type RowWriter } from './row.js'
import { dayField, instantField, int8Field, jsonField, preparedNull, textFields, type Field } from './tuples.js'

/** Carries the rows of a file into a register that holds no meters. */
export interface FirstLoad extends RowWriter {
  /** @returns how many meters were created */
  readonly finish: () => Promise<number>
}

export interface FirstLoadContext {
  readonly importId: number
  readonly programme: Programme
  readonly programmeVersion: number
  readonly now: EpochMs
  readonly today: IsoDate
}

const meterColumns = [
  'journey_id',
  'installation_id',
  'meter_point',
  'device_id',
  'compliance_evidence',
  'notes',
  'source_digest',
  'import_id',
  'fuel',
  'supplier_id',
  'smso_id',
  'payment_mode',
  'service',
  'manufacturer',
  'model',
  'firmware',
  'installed_on',
  'supplied_since',
] as const
const journeyColumns = [
  'journey_id',
  'installation_id',
  'supplier_id',
  'records_from',
  'cohort_id',
  'lane_id',
  'stage',
  'stage_since',
  'records_wanted_at',
] as const
const quarantineColumns = ['import_id', 'row_number', 'part', 'column', 'code', 'message', 'expected'] as const

/**
 * Opens the way into an empty register: rows are judged and numbered by what is known of the whole file, and copied to where they
 * stay, with their journeys; installations follow when all meters behind them are known. Indexes are made at the end.
 * @param checks what is wrong with rows among the others of their file
 * @returns null where somebody else holds the tables
 */
export async function openFirstLoad(
  tx: Queryable,
  values: ImportValues,
  checks: FileChecks,
  context: FirstLoadContext,
): Promise<FirstLoad | null> {
  const restore = await layAside(tx)
  if (restore === null) return null
  const [lastJourney, lastInstallation] = [await lastOf(tx, journeyIds), await lastOf(tx, installationIds)]
  const channel = new CopyChannel(tx)
  const meters = channel.target('meter', meterColumns)
  const journeys = channel.target('journey', journeyColumns)
  const quarantine = channel.target('quarantine', quarantineColumns)
  const fields = encodings(values, context)
  const counts = new JourneyCounts(values)
  const digest = await createRowDigest(values)
  const importField = int8Field(context.importId)
  await checks.ready()
  let created = 0
  let lastNumber = 0

  const bad = (number: number, problems: readonly ImportProblem[]): void => {
    problems.forEach(({ column, code, message, expected }, place) => {
      quarantine.begin(quarantineColumns.length)
      quarantine.field(importField)
      quarantine.int8(number)
      quarantine.int4Value(place + 1)
      quarantine.field(textFields([column, code, message, expected]))
    })
  }
  return {
    good(number, row, notes) {
      const problems = checks.judge(number, row)
      if (problems.length > 0) {
        bad(number, problems)
        return problems
      }
      const journeyId = lastJourney + number
      const installationId = lastInstallation + 1 + checks.hub
      meters.begin(meterColumns.length)
      meters.int8(journeyId)
      meters.int8(installationId)
      meters.text(row.bytes, row.pointStart, row.pointEnd)
      meters.deviceId(row.deviceHigh, row.deviceLow)
      if (row.evidenceStart === row.evidenceEnd) meters.prepared(preparedNull)
      else meters.text(row.bytes, row.evidenceStart, row.evidenceEnd)
      if (isEmpty(notes)) meters.prepared(preparedNull)
      else meters.field(jsonField(notes))
      const { high, low } = digest(row, notes)
      meters.halves(high, low)
      meters.prepared(fields.kind.of(row.kind))
      meters.prepared(fields.deviceModel.of(row.deviceModel))
      meters.prepared(fields.installedOn.of(row.installedOn))
      meters.prepared(fields.suppliedSince.of(row.suppliedSince))
      journeys.begin(journeyColumns.length)
      journeys.int8(journeyId)
      journeys.int8(installationId)
      journeys.prepared(fields.asked.of(row.kind))
      journeys.prepared(fields.course.of(row.hubModel))
      counts.add(row.kind, row.hubModel)
      created += 1
      lastNumber = number
      return []
    },
    bad,
    async send() {
      await checks.ready()
      await channel.send()
    },
    async finish() {
      await channel.finish()
      const hubs = checks.hubs()
      if (created > 0) {
        await copyInstallations(tx, { ...context, values, checks, lastInstallation })
        await counts.write(tx, context.programme)
        await moveTo(tx, journeyIds, lastJourney + lastNumber)
        await moveTo(tx, installationIds, lastInstallation + hubs)
      }
      await restore()
      return created
    },
    abort: (error) => channel.abort(error),
  }
}

const day = ([text]: readonly [string | null]): Field => dayField(text)

/** Values in the form in which they are copied. A journey's cohort and lane follow from its hub's maker alone. */
function encodings(values: ImportValues, { importId, programme, now }: FirstLoadContext) {
  const imported = int8Field(importId)
  const begun = Buffer.concat([textFields(['inventory']), instantField(now), instantField(now)])
  return {
    kind: new EncodedValues(values.kind, (texts) => Buffer.concat([imported, textFields(texts)])),
    asked: new EncodedValues(values.kind, ([, supplier, smso]) => textFields([supplier, smso])),
    installedOn: new EncodedValues(values.installedOn, day),
    suppliedSince: new EncodedValues(values.suppliedSince, day),
    deviceModel: new EncodedValues(values.deviceModel, textFields),
    course: new EncodedValues(values.hubModel, ([maker]) => {
      const cohort = cohortOfHub(programme, maker)
      return Buffer.concat([textFields([cohort?.id ?? null, cohort?.laneId ?? null]), begun])
    }),
  }
}

const journeyIds = 'meter_journey_id_seq'
const installationIds = 'installation_installation_id_seq'

/** The last number that a sequence gave. */
async function lastOf(tx: Queryable, sequence: string): Promise<number> {
  const [row] = await tx<
    { last: number }[]
  >`select case when is_called then last_value else 0 end as last from ${tx(sequence)}`
  return row?.last ?? 0
}

async function moveTo(tx: Queryable, sequence: string, last: number): Promise<void> {
  await tx`select setval(${sequence}, ${last})`
}
