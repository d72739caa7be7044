import { z } from 'zod'

/** An instant that is asked: ISO 8601 in UTC on the wire, epoch milliseconds in the program. */
export const givenInstant = z.iso.datetime().transform((text) => Date.parse(text))
/** An instant that is answered: epoch milliseconds in the program, ISO 8601 in UTC on the wire. */
export const instant = z
  .number()
  .transform((at) => new Date(at).toISOString())
  // So that the OpenAPI document knows its form.
  .pipe(z.iso.datetime())
/** A calendar day of London. */
export const day = z.iso.date()
export const count = z.int()
export const text = z.string()
export const maybe = <T extends z.ZodType>(form: T) => form.nullable()
export const list = <T extends z.ZodType>(form: T) => z.array(form).readonly()
export const counts = z.record(z.string(), z.int())
export const nothing = z.strictObject({})
export const noBody = z.unknown()

/** A person's reason, for the record. */
export const reason = z.string().trim().min(1).max(1_000)

/** A whole number in a query. */
export const whole = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'a whole number')
    .transform(Number)
    .pipe(z.int().min(least).max(most))
export const id = whole(1, Number.MAX_SAFE_INTEGER)
export const flag = z.enum(['true', 'false']).transform((word) => word === 'true')

/** A page of a list: how many, and the cursor of the page before. */
export const page = {
  limit: whole(1, 500).optional().describe('how many at most (50)'),
  cursor: z.string().max(400).optional().describe('“next” of the page before'),
}
export const pageSize = 50
/** Whatever stands in JSON, told in words where it is answered. */
export const anything = z.unknown()
