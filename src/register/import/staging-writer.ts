import type { Queryable } from '../database.js'
import { CopyChannel } from './copy-channel.js'
import { DuplicateCheck } from './file-checks.js'
import { createRowDigest } from './row-digest.js'
import { EncodedValues, isEmpty, type ImportProblem, type ImportValues, type RowWriter } from './row.js'
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
export async function openStagingWriter(tx: Queryable, values: ImportValues): Promise<StagingWriter> {
  const channel = new CopyChannel(tx)
  const staging = channel.target('staging', stagingColumns)
  const problems = channel.target('problem', problemColumns)
  const duplicates = new DuplicateCheck()
  const digest = await createRowDigest(values)
  const kinds = new EncodedValues(values.kind, textFields)
  const installed = new EncodedValues(values.installedOn, day)
  const supplied = new EncodedValues(values.suppliedSince, day)
  const write = (number: number, found: readonly ImportProblem[]): void => {
    found.forEach(({ column, code, message, expected }, place) => {
      problems.begin(problemColumns.length)
      problems.int8(number)
      problems.int4Value(place + 1)
      problems.field(textFields([column, code, message, expected]))
    })
  }
  return {
    good(number, row, notes) {
      write(number, duplicates.of(number, row))
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
    bad: write,
    send: () => channel.send(),
    async finish() {
      writeModels(channel, values)
      await channel.finish()
    },
    abort: (error) => channel.abort(error),
  }
}
