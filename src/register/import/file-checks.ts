import { KeyIndex, NumberList } from './key-index.js'
import type { ImportProblem, ImportRow } from './row.js'

const none: readonly ImportProblem[] = []

/**
 * Finds rows of a file that name a meter point or a device once more; the first one stays. Exact, since both are known by
 * 64-bit numbers; it needs about 60 bytes of memory for each row.
 */
export class DuplicateCheck {
  private readonly points = new KeyIndex()
  private readonly pointRows = new NumberList()
  private readonly devices = new KeyIndex()
  private readonly deviceRows = new NumberList()

  of(number: number, row: ImportRow): readonly ImportProblem[] {
    const samePoint = firstRow(this.points, this.pointRows, row.pointHigh, row.pointLow, number)
    const sameDevice = firstRow(this.devices, this.deviceRows, row.deviceHigh, row.deviceLow, number)
    if (samePoint === number && sameDevice === number) return none
    return [
      ...(samePoint === number ? [] : [duplicatePoint(samePoint)]),
      ...(sameDevice === number ? [] : [duplicateDevice(sameDevice)]),
    ]
  }
}

function firstRow(keys: KeyIndex, rows: NumberList, high: number, low: number, number: number): number {
  const place = keys.add(high, low)
  if (place < rows.length) return rows.at(place)
  rows.push(number)
  return number
}

const duplicatePoint = (first: number): ImportProblem => ({
  column: 'meter_point',
  code: 'DUPLICATE_METER_POINT',
  message: `the meter point is also in row ${first}`,
  expected: 'one row for each meter point',
})

const duplicateDevice = (first: number): ImportProblem => ({
  column: 'device_id',
  code: 'DUPLICATE_DEVICE',
  message: `the device is also in row ${first}`,
  expected: 'one row for each device',
})

const hubDisagrees = (first: number): ImportProblem => ({
  column: 'hub_id',
  code: 'HUB_DISAGREES',
  message: `row ${first} describes the same hub differently`,
  expected: 'the same maker, model, firmware and CSP in every row of a hub',
})

export const installationFull = (fuel: string): ImportProblem => ({
  column: 'hub_id',
  code: 'INSTALLATION_FULL',
  message: `another ${fuel} meter is already behind this hub`,
  expected: 'at most one electricity and one gas meter behind a hub',
})

/**
 * The hubs of a file whose meters are all new, numbered in the order in which they come, with the models behind each. It
 * needs about 50 bytes of memory for each hub.
 */
export class NewHubs {
  private readonly keys = new KeyIndex()
  private readonly highs = new NumberList()
  private readonly lows = new NumberList()
  private readonly firstRows = new NumberList()
  private readonly models = new NumberList()
  /** Number of the device model behind it and one; 0: no such meter. */
  private readonly esmes = new NumberList()
  private readonly gsmes = new NumberList()

  get size(): number {
    return this.keys.size
  }

  /** @returns the number of a row's hub, which is added where it is new */
  numberOf(number: number, row: ImportRow): number {
    const hub = this.keys.add(row.hubHigh, row.hubLow)
    if (hub === this.firstRows.length) {
      this.highs.push(row.hubHigh)
      this.lows.push(row.hubLow)
      this.firstRows.push(number)
      this.models.push(row.hubModel)
      this.esmes.push(0)
      this.gsmes.push(0)
    }
    return hub
  }

  /** What is wrong with how a row describes its hub; the first row of a hub says how it is. */
  disagreement(hub: number, row: ImportRow): ImportProblem | null {
    return this.models.at(hub) === row.hubModel ? null : hubDisagrees(this.firstRows.at(hub))
  }

  /** Places a meter behind a hub. @returns false where another of its fuel is there */
  place(hub: number, deviceModel: number, electricity: boolean): boolean {
    const side = electricity ? this.esmes : this.gsmes
    if (side.at(hub) !== 0) return false
    side.set(hub, deviceModel + 1)
    return true
  }

  /** Shows those of some hubs that have a meter behind them; models are numbers of devices and one, 0: none. */
  each(from: number, to: number, show: (hub: NewHub) => void): void {
    const shown = { hub: 0, high: 0, low: 0, hubModel: 0, esmeModel: 0, gsmeModel: 0 }
    for (let hub = from; hub < Math.min(to, this.size); hub += 1) {
      shown.esmeModel = this.esmes.at(hub)
      shown.gsmeModel = this.gsmes.at(hub)
      if (shown.esmeModel === 0 && shown.gsmeModel === 0) continue
      shown.hub = hub
      shown.high = this.highs.at(hub)
      shown.low = this.lows.at(hub)
      shown.hubModel = this.models.at(hub) + 1
      show(shown)
    }
  }
}

/** A hub with what is behind it; the same object shows the next one. Models are their numbers and one, 0: no such meter. */
export interface NewHub {
  readonly hub: number
  readonly high: number
  readonly low: number
  readonly hubModel: number
  readonly esmeModel: number
  readonly gsmeModel: number
}
