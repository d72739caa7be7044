import { parse } from 'csv-parse/sync'
import { readFile } from 'node:fs/promises'
import { MeterliftError } from '../../domain/errors.js'
import { parseDeviceId } from '../../domain/identifiers.js'

/**
 * Reads the device ids of a CSV: its column `device_id` where it has a header with one, else its first column.
 * @throws MeterliftError DEVICE_LIST_BAD naming the lines
 */
export async function readDeviceList(path: string): Promise<readonly string[]> {
  const rows: readonly (readonly string[])[] = parse(await readFile(path, 'utf8'), {
    bom: true,
    trim: true,
    skip_empty_lines: true,
    relax_column_count: true,
  })
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
  throw new MeterliftError(
    'DEVICE_LIST_BAD',
    problems.length === 0
      ? `${path} names no device`
      : `${path} has lines that are no device ids: ${problems.slice(0, 5).join(', ')}`,
    { hint: 'a CSV with the column device_id, or one device id (EUI-64) a line' },
  )
}
