import { CsvError, parse } from 'csv-parse/sync'
import { readFile } from 'node:fs/promises'
import { MeterliftError } from '../../domain/errors.js'
import { parseDeviceId } from '../../domain/identifiers.js'

/**
 * Reads the device ids of a CSV file.
 * @throws MeterliftError DEVICE_LIST_BAD naming the lines
 */
export async function readDeviceList(path: string): Promise<readonly string[]> {
  return parseDeviceList(await readFile(path, 'utf8'), path)
}

/**
 * The device ids of a CSV: of its column `device_id` where it has a header with one, else of its first column.
 * @param name what the list is called where it will not do
 * @throws MeterliftError DEVICE_LIST_BAD naming the lines
 */
export function parseDeviceList(text: string, name: string): readonly string[] {
  const rows = parseRows(text, name)
  const titled = rows[0]?.findIndex((title) => title.toLowerCase() === 'device_id') ?? -1
  const column = Math.max(0, titled)
  const problems: string[] = []
  const devices = new Set<string>()
  rows.forEach((row, index) => {
    if (index === 0 && titled >= 0) return
    const deviceId = parseDeviceId(row[column] ?? '')
    if (deviceId === null) problems.push(`line ${index + 1}: “${row[column] ?? ''}”`)
    else devices.add(deviceId)
  })
  if (problems.length === 0 && devices.size > 0) return [...devices]
  throw bad(
    problems.length === 0
      ? `${name} names no device`
      : `${name} has lines that are no device ids: ${problems.slice(0, 5).join(', ')}`,
  )
}

function parseRows(text: string, name: string): readonly (readonly string[])[] {
  try {
    return parse(text, { bom: true, trim: true, skip_empty_lines: true, relax_column_count: true })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw bad(`${name} is not valid CSV: ${error.message}`)
  }
}

function bad(message: string): MeterliftError {
  return new MeterliftError('DEVICE_LIST_BAD', message, {
    hint: 'a CSV with the column device_id, or one device id (EUI-64) a line',
  })
}
