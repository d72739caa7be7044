import type { Queryable } from '../database.js'
import { CopyChannel } from './copy-channel.js'
import { duplicateDevice, duplicatePoint } from './file-checks.js'
import { RepeatedKeys } from './repeated-keys.js'
import { createRowDigest } from './row-digest.js'
import { EncodedValues, isEmpty, type ImportProblem, type ImportValues, type RowWriter } from './row.js'
import type { SpoolPlace } from './spool.js'
import { problemColumns, stagingColumns, writeModels } from './stage.js'
import { dayField, jsonField, preparedNull, textFields, type Field } from './tuples.js'

/** Carries the rows of a file into the staging tables, where they are compared with what the register has. */
export interface StagingWriter extends RowWriter {
  readonly finish: () => Promise<void>
}

const day = ([text]: readonly [string | null]): Field => dayField(text)

/**
 * Rows that another row of the file excludes are staged too, with what is wrong with them: the checks that follow see the
 * whole file.
 */
export async function openStagingWriter(
  tx: Queryable,
  values: ImportValues,
  place: SpoolPlace,
): Promise<StagingWriter> {
  const channel = new CopyChannel(tx)
  const staging = channel.target('staging', stagingColumns)
  const problems = channel.target('problem', problemColumns)
  const keys = new RepeatedKeys(place)
  const digest = await createRowDigest(values)
  const kinds = new EncodedValues(values.kind, textFields)
  const installed = new EncodedValues(values.installedOn, day)
  const supplied = new EncodedValues(values.suppliedSince, day)
  const problem = (number: number, part: number, { column, code, message, expected }: ImportProblem): void => {
    problems.begin(problemColumns.length)
    problems.int8(number)
    problems.int4Value(part)
    problems.field(textFields([column, code, message, expected]))
  }
  return {
    good(number, row, notes) {
      keys.add(number, row)
      staging.begin(stagingColumns.length)
      staging.int8(number)
      staging.text(row.bytes, row.pointStart, row.pointEnd)
      staging.deviceId(row.deviceHigh, row.deviceLow)
      staging.deviceId(row.hubHigh, row.hubLow)
      staging.int4Value(row.deviceModel + 1)
      staging.int4Value(row.hubModel + 1)
      staging.prepared(kinds.of(row.kind))
      staging.prepared(installed.of(row.installedOn))
      staging.prepared(supplied.of(row.suppliedSince))
      if (row.evidenceStart === row.evidenceEnd) staging.prepared(preparedNull)
      else staging.text(row.bytes, row.evidenceStart, row.evidenceEnd)
      if (isEmpty(notes)) staging.prepared(preparedNull)
      else staging.field(jsonField(notes))
      const { high, low } = digest(row, notes)
      staging.halves(high, low)
      return []
    },
    bad: (number, found) => found.forEach((each, place) => problem(number, place + 1, each)),
    async send() {
      await keys.flush()
      await channel.send()
    },
    finish: () =>
      channel.ending(async () => {
        try {
          for await (const found of keys.found()) {
            for (const { number, of, first } of found) {
              if (of === 'point') problem(number, 1, duplicatePoint(first))
              else problem(number, 2, duplicateDevice(first))
            }
            await channel.send()
          }
        } finally {
          await keys.close()
        }
        writeModels(channel, values)
        await channel.finish()
      }),
    async abort(error) {
      await channel.abort(error)
      await keys.close()
    },
  }
}
