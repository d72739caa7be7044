/**
 * The form in which makers, models and firmware are compared: trimmed, lower case, inner white space collapsed to one
 * space. Sources spell the same device in different ways (project rule).
 */
export function normalText(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase()
}

/** Whether two spellings of a maker, model, firmware or name mean the same thing. */
export function sameText(a: string, b: string): boolean {
  return a === b || normalText(a) === normalText(b)
}
