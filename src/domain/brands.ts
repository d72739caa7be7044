declare const brand: unique symbol

/** A primitive that has been checked once, at the edge, and keeps the proof in its type. */
export type Branded<T, Name extends string> = T & { readonly [brand]: Name }

/** EUI-64 of a device: sixteen hexadecimal digits, upper case, hyphenated in pairs (70-B3-D5-1F-30-00-A0-08). */
export type DeviceId = Branded<string, 'DeviceId'>
/** Thirteen-digit electricity meter point number (MPAN core). Personal data: never in a workflow history or a log. */
export type Mpan = Branded<string, 'Mpan'>
/** Gas meter point reference number, six to ten digits. Personal data: never in a workflow history or a log. */
export type Mprn = Branded<string, 'Mprn'>
/** Either kind of meter point number. */
export type MeterPoint = Mpan | Mprn
/** Identifier of a supplier in the programme, lower-case words joined by hyphens (british-gas). */
export type SupplierId = string
/** Identifier of a head-end operator in the programme. */
export type SmsoId = string
/** Identifier of a cohort in the programme. */
export type CohortId = string
/** Identifier of a lane: a head end's way into DCC. */
export type LaneId = string
/** Surrogate number of a journey; the workflow id is `meter/<journey id>`. */
export type JourneyId = number
/** A calendar day in Europe/London, `YYYY-MM-DD`. */
export type IsoDate = string
/** An instant in milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number
