import type { IsoDate, JourneyId } from '../domain/brands.js'
import { MeterliftError } from '../domain/errors.js'
import type { CorrectableField, FieldChanges } from '../domain/journey/happening.js'
import type { Programme } from '../domain/programme.js'
import type { Queryable } from '../register/database.js'
import { correctableField, correctedValue } from './corrected-value.js'

/** What the register holds of a meter, field by field. */
export type HeldFields = Readonly<Record<CorrectableField, string | null>>

/** The fields of some meters as the register holds them. */
export async function heldFields(
  db: Queryable,
  journeyIds: readonly JourneyId[],
): Promise<ReadonlyMap<JourneyId, HeldFields>> {
  const rows = await db<(HeldFields & { readonly journey_id: JourneyId })[]>`
    select m.journey_id, m.device_id, m.manufacturer, m.model, m.firmware, i.hub_id, i.hub_manufacturer, i.hub_model,
           i.hub_firmware, i.csp, m.smso_id, m.supplier_id, m.payment_mode, m.service, m.installed_on, m.supplied_since,
           m.compliance_evidence
    from meter m join installation i using (installation_id) where m.journey_id = any(${[...journeyIds]}::bigint[])`
  return new Map(rows.map((row) => [row.journey_id, row]))
}

/**
 * What corrected values change of a meter.
 * @param fields columns as in a portfolio with their new values; an empty value clears an optional one
 * @throws MeterliftError CORRECTION_INVALID naming the field and what would be right, CORRECTION_EMPTY
 */
export function changesOf(
  programme: Programme,
  held: HeldFields,
  fields: Readonly<Record<string, string>>,
  today: IsoDate,
): FieldChanges {
  const changes: Partial<Record<CorrectableField, readonly [string | null, string | null]>> = {}
  for (const [name, text] of Object.entries(fields)) {
    const field = correctableField(name)
    const value = correctedValue(programme, field, text, today)
    if (value !== held[field]) changes[field] = [held[field], value]
  }
  if (Object.keys(changes).length > 0) return changes
  throw new MeterliftError('CORRECTION_EMPTY', 'the register holds these values already; nothing was changed', {
    hint: 'decide retry has the meter checked again as it is',
  })
}

/**
 * Holds a supplier's own correction to what it may correct.
 * @throws MeterliftError CORRECTION_INVALID
 */
export function keepsSupplier(fields: Readonly<Record<string, string>>): void {
  if (!('supplier' in fields) && !('supplier_id' in fields)) return
  throw new MeterliftError('CORRECTION_INVALID', 'a supplier cannot give a meter to another', {
    hint: 'the gaining supplier’s change is recorded by the operations team',
  })
}

/**
 * Corrected values that would give two meters one device, or a hub two meters of one fuel.
 * @param discreet tells nothing of the other meter, which may be another supplier's
 */
export async function clashes(
  db: Queryable,
  corrections: readonly { readonly journeyId: JourneyId; readonly changes: FieldChanges }[],
  discreet = false,
): Promise<ReadonlyMap<JourneyId, MeterliftError>> {
  const wanted = corrections.flatMap(({ journeyId, changes }) => {
    const device = changes.device_id?.[1] ?? null
    const hub = changes.hub_id?.[1] ?? null
    return device === null && hub === null ? [] : [{ journey_id: journeyId, device, hub }]
  })
  if (wanted.length === 0) return new Map()
  const found = await db<(Clash & { readonly journey_id: number })[]>`
    with wanted as materialized (
      select * from jsonb_to_recordset(${db.json(wanted)}) as w(journey_id bigint, device text, hub text)
    )
    select w.journey_id, w.device, null as hub, o.journey_id as other, null as fuel
    from wanted w join meter o on o.device_id = w.device and o.journey_id <> w.journey_id
    union all
    select w.journey_id, w.device, null, o.journey_id, null
    from wanted w join wanted o on o.device = w.device and o.journey_id < w.journey_id
    union all
    select w.journey_id, null, w.hub, o.journey_id, o.fuel
    from wanted w
    join meter m on m.journey_id = w.journey_id
    join installation i on i.hub_id = w.hub
    join meter o on o.installation_id = i.installation_id and o.fuel = m.fuel and o.journey_id <> m.journey_id`
  return new Map(found.map((clash) => [clash.journey_id, discreet ? discreetError(clash) : clashError(clash)]))
}

interface Clash {
  readonly device: string | null
  readonly hub: string | null
  readonly other: number
  readonly fuel: string | null
}

function discreetError({ device, hub }: Clash): MeterliftError {
  const value = hub === null ? `device_id: ${device}` : `hub_id: ${hub}`
  return new MeterliftError('CORRECTION_INVALID', `${value} cannot be recorded for this meter`, {
    hint: 'check the value; if it is right, ask the operations team',
  })
}

function clashError(clash: Clash): MeterliftError {
  if (clash.hub === null) {
    return new MeterliftError(
      'CORRECTION_INVALID',
      `device_id: ${clash.device} is the device of journey ${clash.other}`,
      {
        hint: 'correct that meter first if it is the one that is wrong',
      },
    )
  }
  return new MeterliftError(
    'CORRECTION_INVALID',
    `hub_id: behind ${clash.hub} is already the ${clash.fuel} meter of journey ${clash.other}`,
    { hint: 'an installation has at most one electricity and one gas meter' },
  )
}
