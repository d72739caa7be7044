// Recognises identifiers that stand in a file as the register keeps them, without making pieces of them. The rules and
// their sources are in src/domain/identifiers.ts; a property test holds the two together.

const zero = 48
const hyphen = 45
const mpanPrimes = [3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43] as const

/** Thirteen digits, a distributor and the right check digit. */
export function isValidMpan(text: string): boolean {
  if (text.length !== 13) return false
  let sum = 0
  for (let i = 0; i < 12; i += 1) {
    const digit = text.charCodeAt(i) - zero
    if (!(digit >= 0 && digit <= 9)) return false
    sum += digit * (mpanPrimes[i] ?? 0)
  }
  if (text.charCodeAt(0) === zero && text.charCodeAt(1) === zero) return false
  return text.charCodeAt(12) - zero === (sum % 11) % 10
}

/** Ten digits, not all of them zero, with the right check digits. */
export function isMprnOfTenDigits(text: string): boolean {
  if (text.length !== 10) return false
  let sum = 0
  let digits = 0
  for (let i = 0; i < 10; i += 1) {
    const digit = text.charCodeAt(i) - zero
    if (!(digit >= 0 && digit <= 9)) return false
    digits += digit
    if (i < 8) sum += digit * (8 - i)
  }
  return digits > 0 && (text.charCodeAt(8) - zero) * 10 + text.charCodeAt(9) - zero === sum % 11
}

/** Sixteen hexadecimal digits in upper case, in pairs joined by hyphens. */
export function isDeviceIdAsKept(text: string): boolean {
  if (text.length !== 23) return false
  for (let i = 0; i < 23; i += 1) {
    const code = text.charCodeAt(i)
    const good = i % 3 === 2 ? code === hyphen : (code >= zero && code <= 57) || (code >= 65 && code <= 70)
    if (!good) return false
  }
  return true
}
