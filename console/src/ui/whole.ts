/** A whole number as somebody typed it, “1,000” too; undefined: it is none, or out of bounds. */
export function wholeIn(text: string, least: number, most: number): number | undefined {
  const digits = text.trim().replaceAll(',', '')
  const n = Number(digits)
  return /^\d{1,15}$/.test(digits) && n >= least && n <= most ? n : undefined
}

/** A share as somebody typed it, “90” or “90%”, as a part of one; undefined: it is none. */
export function percentIn(text: string): number | undefined {
  const bare = text.trim().replace(/\s*%$/, '')
  const n = Number(bare)
  return /^\d{1,3}(\.\d{1,2})?$/.test(bare) && n > 0 && n <= 100 ? n / 100 : undefined
}
