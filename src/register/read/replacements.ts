import type { IsoDate, JourneyId, SupplierId } from '../../domain/brands.js'
import type { Replacement } from '../../domain/journey/view.js'
import type { Stage } from '../../domain/stage.js'
import type { Queryable } from '../database.js'
import type { Page } from './list-meters.js'

/** A meter for which a SMETS2 meter was ordered, with the dates of it. */
export interface ReplacementLine extends Replacement {
  readonly journeyId: JourneyId
  readonly deviceId: string
  readonly fuel: string
  readonly supplier: SupplierId
  readonly stage: Stage
  readonly dueOn: IsoDate | null
  readonly metOn: IsoDate | null
}

/** Replacements in the order of their meters' numbers. @param of.open those on their way; false: those done; null: both */
export async function listReplacements(
  db: Queryable,
  of: { readonly supplier: SupplierId | undefined; readonly open: boolean | null },
  page: Page,
): Promise<readonly ReplacementLine[]> {
  const rows = await db<(Omit<ReplacementLine, keyof Replacement> & { readonly replacement: Replacement })[]>`
    select j.journey_id as "journeyId", m.device_id as "deviceId", m.fuel, j.supplier_id as supplier, j.stage, j.due_on as "dueOn",
           j.met_on as "metOn", j.replacement
    from journey j join meter m using (journey_id)
    where j.replacement is not null and j.journey_id > ${page.after}
      ${of.supplier === undefined ? db`` : db`and j.supplier_id = ${of.supplier}`}
      ${of.open === null ? db`` : of.open ? db`and j.replacement ->> 'state' <> 'done'` : db`and j.replacement ->> 'state' = 'done'`}
    order by j.journey_id limit ${page.limit}`
  return rows.map(({ replacement, ...row }) => ({ ...row, ...replacement }))
}
