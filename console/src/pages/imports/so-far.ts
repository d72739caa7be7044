import { counted } from '../../words/numbers.js'

/** How far an import has come. A large file is looked through before it is read in. */
export function soFar({ rows, checked }: Readonly<Record<string, number>>): string {
  return rows === undefined && checked !== undefined
    ? `${counted(checked, 'row')} checked against each other so far, to be read in afterwards`
    : `${counted(rows ?? 0, 'row')} read so far`
}
