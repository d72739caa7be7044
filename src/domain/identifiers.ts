import type { DeviceId, Mpan, Mprn } from './brands.js'

/** What is wrong with an identifier and what would be right, in words for a person. The value itself is not repeated. */
export interface IdentifierFault {
  readonly ok: false
  readonly reason: string
  readonly expected: string
}

/** A well-formed MPAN. A failed check digit is for the programme to reject or warn of: published samples break it. */
export interface ParsedMpan {
  readonly ok: true
  readonly value: Mpan
  readonly checkDigitValid: boolean
}

/** A well-formed MPRN. `uncheckable`: it has fewer than ten digits, so it carries no dependable check. */
export interface ParsedMprn {
  readonly ok: true
  readonly value: Mprn
  readonly checkDigitValid: boolean
  readonly uncheckable: boolean
}

/** Weights of the MPAN check digit: the primes from 3 to 43 without 11 (MPAN core specification). */
const mpanPrimes = [3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43] as const

/**
 * Reads an EUI-64 in any case, its digits joined by hyphens, colons, spaces or nothing.
 * @returns the id in upper case, hyphenated in pairs, or null if the text is not sixteen hexadecimal digits
 */
export function parseDeviceId(text: string): DeviceId | null {
  const digits = text.replace(/[-:\s]/g, '').toUpperCase()
  if (!/^[0-9A-F]{16}$/.test(digits)) return null
  const hyphenated = digits.replace(/(..)(?=.)/g, '$1-')
  return isDeviceId(hyphenated) ? hyphenated : null
}

/** Whether the text is an EUI-64 in the form the register keeps: upper case, hyphenated in pairs. */
export function isDeviceId(text: string): text is DeviceId {
  return /^[0-9A-F]{2}(?:-[0-9A-F]{2}){7}$/.test(text)
}

/**
 * Reads an MPAN core: thirteen digits, spaces ignored, the first two naming a distributor (any but 00: 10 to 23 are the
 * distribution network operators, the independent ones follow).
 */
export function parseMpan(text: string): ParsedMpan | IdentifierFault {
  const digits = withoutSpaces(text)
  const expected = '13 digits, the first two a distributor (10 or above), for example 20 0000 0000 006'
  if (!/^\d+$/.test(digits)) return { ok: false, reason: notDigits(digits), expected }
  if (digits.length !== 13) return { ok: false, reason: `has ${count(digits.length)}, not 13`, expected }
  if (digits.startsWith('00')) return { ok: false, reason: 'begins with 00, which is no distributor', expected }
  if (!isMpan(digits)) return { ok: false, reason: 'is not an MPAN core', expected }
  return { ok: true, value: digits, checkDigitValid: mpanCheckDigit(digits.slice(0, 12)) === digits.slice(12) }
}

/** Reads an MPRN: six to ten digits, spaces ignored. Only a ten-digit one can be checked. */
export function parseMprn(text: string): ParsedMprn | IdentifierFault {
  const digits = withoutSpaces(text)
  const expected = '6 to 10 digits, for example 3938424403'
  if (!/^\d+$/.test(digits)) return { ok: false, reason: notDigits(digits), expected }
  if (!isMprn(digits)) return { ok: false, reason: `has ${count(digits.length)}, not 6 to 10`, expected }
  if (/^0+$/.test(digits)) return { ok: false, reason: 'is all zeros', expected }
  const uncheckable = digits.length < 10
  const checkDigitValid = uncheckable || mprnCheckDigits(digits.slice(0, 8)) === digits.slice(8)
  return { ok: true, value: digits, checkDigitValid, uncheckable }
}

/**
 * The thirteenth digit of an MPAN core: each of the first twelve times its prime, summed, mod 11, mod 10.
 * @throws RangeError if given anything but twelve digits
 */
export function mpanCheckDigit(first12: string): string {
  if (!/^\d{12}$/.test(first12)) throw new RangeError('an MPAN check digit is worked out from twelve digits')
  const sum = mpanPrimes.reduce((total, prime, i) => total + prime * Number(first12[i]), 0)
  return String((sum % 11) % 10)
}

/**
 * The last two digits of a ten-digit MPRN: digit i of the first eight (from 0) times 8 - i, summed, mod 11.
 * @throws RangeError if given anything but eight digits
 */
export function mprnCheckDigits(first8: string): string {
  if (!/^\d{8}$/.test(first8)) throw new RangeError('MPRN check digits are worked out from eight digits')
  const sum = Array.from(first8).reduce((total, digit, i) => total + Number(digit) * (8 - i), 0)
  return String(sum % 11).padStart(2, '0')
}

/** A meter point as it may be shown in evidence and exceptions: asterisks and the last four digits. Personal data. */
export function maskMeterPoint(meterPoint: string): string {
  const text = withoutSpaces(meterPoint)
  return text.slice(-4).padStart(text.length, '*')
}

function isMpan(digits: string): digits is Mpan {
  return /^\d{13}$/.test(digits)
}

function isMprn(digits: string): digits is Mprn {
  return /^\d{6,10}$/.test(digits)
}

function withoutSpaces(text: string): string {
  return text.replace(/\s/g, '')
}

function notDigits(text: string): string {
  return text === '' ? 'is empty' : 'has characters that are not digits'
}

function count(digits: number): string {
  return digits === 1 ? '1 digit' : `${digits} digits`
}
