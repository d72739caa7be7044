import type { IsoDate } from '../domain/brands.js'
import { isIsoDate } from '../domain/calendar.js'
import { MeterliftError } from '../domain/errors.js'
import { parseDeviceId } from '../domain/identifiers.js'
import { correctableFields, type CorrectableField } from '../domain/journey/happening.js'
import type { Programme } from '../domain/programme.js'
import { normalText } from '../domain/text.js'
import { named } from './resolve-filter.js'

/**
 * The field that a person names: as in a portfolio, where supplier and SMSO go without `_id`.
 * @throws MeterliftError CORRECTION_INVALID
 */
export function correctableField(name: string): CorrectableField {
  const wanted = name === 'supplier' || name === 'smso' ? `${name}_id` : name
  const field = correctableFields.find((each) => each === wanted)
  if (field !== undefined) return field
  const meterPoint = name === 'meter_point' || name === 'fuel'
  throw new MeterliftError('CORRECTION_INVALID', `${name} cannot be corrected`, {
    hint: meterPoint
      ? `another ${name} is another meter: import it, and decide what became of this one`
      : `fields: ${correctableFields.map((each) => each.replace(/^(supplier|smso)_id$/, '$1')).join(', ')}`,
  })
}

const clearable: ReadonlySet<CorrectableField> = new Set(['installed_on', 'supplied_since', 'compliance_evidence'])

/**
 * Checks a corrected value by the rules of an import and brings it into the register's form; an empty text clears a
 * field that may be empty.
 * @throws MeterliftError CORRECTION_INVALID saying what is expected
 */
export function correctedValue(
  programme: Programme,
  field: CorrectableField,
  given: string,
  today: IsoDate,
): string | null {
  const text = given.trim()
  const invalid = (expected: string): MeterliftError =>
    new MeterliftError('CORRECTION_INVALID', `${field}: “${text}” will not do`, { hint: `expected: ${expected}` })
  if (text === '') {
    if (clearable.has(field)) return null
    throw invalid('a value')
  }
  const oneOf = (...words: readonly string[]): string => {
    const word = normalText(text)
    if (!words.includes(word)) throw invalid(words.join(' or '))
    return word
  }
  const known = (items: Programme['suppliers'] | Programme['smsos']): string => {
    const item = named<{ readonly id: string; readonly name: string; readonly aliases: readonly string[] }>(items, text)
    if (item === undefined) throw invalid(items.map(({ id }) => id).join(', '))
    return item.id
  }
  switch (field) {
    case 'device_id':
    case 'hub_id': {
      const id = parseDeviceId(text)
      if (id === null) throw invalid('an EUI-64, sixteen hexadecimal digits')
      return id
    }
    case 'installed_on':
    case 'supplied_since':
      if (!isIsoDate(text) || text > today) throw invalid(`a day like 2017-03-28, not after ${today}`)
      return text
    case 'payment_mode':
      return oneOf('credit', 'prepayment')
    case 'service':
      return oneOf('active', 'dormant')
    case 'supplier_id':
      return known(programme.suppliers)
    case 'smso_id':
      return known(programme.smsos)
    default:
      return text
  }
}
