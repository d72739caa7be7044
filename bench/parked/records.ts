import type { SmsoRecord } from '../../src/domain/meter.js'
import type { Database } from '../../src/register/database.js'
import { storeRecords } from '../../src/register/survey/survey.js'

interface Row {
  readonly journey_id: number
  readonly meter_point: string
  readonly supplier_id: string
  readonly device_id: string
  readonly manufacturer: string
  readonly model: string
  readonly firmware: string
  readonly hub_id: string
  readonly hub_manufacturer: string
  readonly hub_model: string
  readonly hub_firmware: string
}

const groupSize = 1_000

/** Brings SMSO and SMI records that agree with the register, as the survey does, for electricity meters alone behind their hubs. */
export async function bringRecords(db: Database): Promise<void> {
  for (let after = 0; ;) {
    const rows = await db<Row[]>`
      select m.journey_id, m.meter_point, m.supplier_id, m.device_id, m.manufacturer, m.model, m.firmware,
             i.hub_id, i.hub_manufacturer, i.hub_model, i.hub_firmware
      from meter m join installation i using (installation_id) join journey j using (journey_id)
      where j.journey_id > ${after} and j.records_wanted_at is not null order by j.journey_id limit ${groupSize}`
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.journey_id
    const records = rows.map((row) => ({
      journeyId: row.journey_id,
      smso: smsoRecordOf(row),
      smi: { deviceId: row.device_id, status: 'InstalledNotCommissioned' as const, meterPoint: null },
    }))
    await storeRecords(db, records, Date.now())
  }
}

function smsoRecordOf(row: Row): SmsoRecord {
  return {
    meterPoint: row.meter_point,
    fuel: 'electricity',
    deviceId: row.device_id,
    device: { manufacturer: row.manufacturer, model: row.model, firmware: row.firmware },
    hubId: row.hub_id,
    hub: { manufacturer: row.hub_manufacturer, model: row.hub_model, firmware: row.hub_firmware },
    supplierId: row.supplier_id,
    paymentMode: 'credit',
    keysPresent: true,
    siblings: [],
  }
}
