const whole = new Intl.NumberFormat('en-GB')
const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })
const percent = new Intl.NumberFormat('en-GB', { style: 'percent', maximumFractionDigits: 1 })

/** 1234567 as “1,234,567”. */
export const number = (value: number): string => whole.format(value)
/** Pence as “£12.34”. */
export const money = (pence: number): string => pounds.format(pence / 100)
/** A part of a whole as “12.3%”; “–” of nothing. */
export const share = (part: number, of: number): string => (of === 0 ? '–' : percent.format(part / of))
/** “1 meter”, “2,000 meters”. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${number(n)} ${n === 1 ? one : many}`
