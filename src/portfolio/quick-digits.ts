// Recognises identifiers where they lie in a file's bytes. The rules and their sources are in src/domain/identifiers.ts;
// a property test holds the two together.

const zero = 48
const mpanPrimes = [3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43] as const

/** Thirteen digits, a distributor and the right check digit. */
export function isValidMpan(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 13) return false
  let sum = 0
  for (let i = 0; i < 12; i += 1) {
    const digit = (bytes[start + i] ?? 0) - zero
    if (!(digit >= 0 && digit <= 9)) return false
    sum += digit * (mpanPrimes[i] ?? 0)
  }
  if (bytes[start] === zero && bytes[start + 1] === zero) return false
  return (bytes[start + 12] ?? 0) - zero === (sum % 11) % 10
}

/** Ten digits, not all of them zero, with the right check digits. */
export function isMprnOfTenDigits(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== 10) return false
  let sum = 0
  let digits = 0
  for (let i = 0; i < 10; i += 1) {
    const digit = (bytes[start + i] ?? 0) - zero
    if (!(digit >= 0 && digit <= 9)) return false
    digits += digit
    if (i < 8) sum += digit * (8 - i)
  }
  return digits > 0 && ((bytes[start + 8] ?? 0) - zero) * 10 + (bytes[start + 9] ?? 0) - zero === sum % 11
}

/** The number whose digits these are, with a one before them: numbers that differ by zeros at their beginning differ. */
export function digitsBehindOne(bytes: Uint8Array, start: number, end: number): number {
  let number = 1
  for (let at = start; at < end; at += 1) number = 10 * number + (bytes[at] ?? 0) - zero
  return number
}

const [noDigit, between] = [-1, -2]
const digitOf = new Int8Array(256).fill(noDigit)
for (let digit = 0; digit < 16; digit += 1) {
  const text = digit.toString(16)
  digitOf[text.charCodeAt(0)] = digit
  digitOf[text.toUpperCase().charCodeAt(0)] = digit
}
for (const mark of '-: \t\v\f\r\n') digitOf[mark.charCodeAt(0)] = between

/** An EUI-64 as two numbers of 32 bits, put into `halves`; false where the bytes are not sixteen digits. */
export function readDeviceId(bytes: Uint8Array, start: number, end: number, halves: Uint32Array): boolean {
  let count = 0
  let high = 0
  let low = 0
  for (let at = start; at < end; at += 1) {
    const digit = digitOf[bytes[at] ?? 0] ?? noDigit
    if (digit === between) continue
    if (digit === noDigit) return false
    if (count < 8) high = (high << 4) | digit
    else low = (low << 4) | digit
    count += 1
  }
  halves[0] = high
  halves[1] = low
  return count === 16
}
