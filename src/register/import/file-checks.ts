import { KeyIndex, NumberList } from './key-index.js'
import type { ImportProblem, ImportRow, ImportValues } from './row.js'

const none: readonly ImportProblem[] = []

/** Shows each hub of some. */
type Slice = (show: (hub: NewHub) => void) => void

/** What is wrong with rows among the others of their file, and the hubs behind which they are. */
export interface FileChecks {
  /** Number of the hub of the row that was judged last, from 0. */
  readonly hub: number
  /** Judges the rows of a file in their order; the first of rows that exclude each other stays. */
  readonly judge: (number: number, row: ImportRow) => readonly ImportProblem[]
  /** Must be waited for now and then: before the first row, and whenever some thousands were judged. */
  readonly ready: () => Promise<void>
  /** Once all rows were judged: how many hubs there are, and those that have a meter behind them, some at a time. */
  readonly hubs: () => number
  readonly installations: () => Iterable<Slice> | AsyncIterable<Slice>
  readonly close: () => Promise<void>
}

/** Hubs that are shown at a time. */
export const sliceSize = 2_048

/** Judges the rows of a file whose meters are all new as they come: its memory grows with the file, some 85 bytes a row. */
export class ChecksInMemory implements FileChecks {
  hub = 0
  private readonly points = new FirstRows()
  private readonly devices = new FirstRows()
  private readonly known = new NewHubs()

  constructor(private readonly values: ImportValues) {}

  judge(number: number, row: ImportRow): readonly ImportProblem[] {
    const { known } = this
    const samePoint = this.points.of(number, row.pointHigh, row.pointLow)
    const sameDevice = this.devices.of(number, row.deviceHigh, row.deviceLow)
    this.hub = known.numberOf(number, row)
    const otherwise = known.disagreement(this.hub, row)
    const twice = samePoint !== number || sameDevice !== number
    const fits = twice || otherwise !== null || known.place(this.hub, row.deviceModel, isElectricity(this.values, row))
    return !twice && otherwise === null && fits
      ? none
      : problemsOf(this.values, row, {
          samePoint: samePoint === number ? null : samePoint,
          sameDevice: sameDevice === number ? null : sameDevice,
          otherwise,
          fits,
        })
  }

  async ready(): Promise<void> {
    // All is in memory.
  }

  async close(): Promise<void> {
    // There is nothing to remove.
  }

  hubs(): number {
    return this.known.size
  }

  *installations() {
    for (let from = 0; from < this.known.size; from += sliceSize) {
      yield (show: (hub: NewHub) => void) => this.known.each(from, from + sliceSize, show)
    }
  }
}

/** Rows that exclude a row, by their numbers; null: there is none. */
interface Exclusions {
  readonly samePoint: number | null
  readonly sameDevice: number | null
  /** Describes the same hub otherwise. */
  readonly otherwise: number | null
  readonly fits: boolean
}

export function problemsOf(
  values: ImportValues,
  row: ImportRow,
  { samePoint, sameDevice, otherwise, fits }: Exclusions,
): readonly ImportProblem[] {
  return [
    ...(samePoint === null ? [] : [duplicatePoint(samePoint)]),
    ...(sameDevice === null ? [] : [duplicateDevice(sameDevice)]),
    ...(otherwise === null ? [] : [hubDisagrees(otherwise)]),
    ...(fits ? [] : [installationFull(values.kind.list[row.kind]?.[0] ?? '')]),
  ]
}

export function isElectricity(values: ImportValues, { kind }: Pick<ImportRow, 'kind'>): boolean {
  return values.kind.list[kind]?.[0] === 'electricity'
}

/** The row by which each key came first. Exact: keys are 64-bit numbers. */
export class FirstRows {
  private readonly keys = new KeyIndex()
  private readonly rows = new NumberList()

  /** @returns the number of the row itself, or of an earlier one that has the same key */
  of(number: number, high: number, low: number): number {
    const place = this.keys.add(high, low)
    if (place < this.rows.length) return this.rows.at(place)
    this.rows.push(number)
    return number
  }
}

export const duplicatePoint = (first: number): ImportProblem => ({
  column: 'meter_point',
  code: 'DUPLICATE_METER_POINT',
  message: `the meter point is also in row ${first}`,
  expected: 'one row for each meter point',
})

export const duplicateDevice = (first: number): ImportProblem => ({
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

const installationFull = (fuel: string): ImportProblem => ({
  column: 'hub_id',
  code: 'INSTALLATION_FULL',
  message: `another ${fuel} meter is already behind this hub`,
  expected: 'at most one electricity and one gas meter behind a hub',
})

/** Of a row, what its hub is found and described by. */
type HubOfRow = Pick<ImportRow, 'hubHigh' | 'hubLow' | 'hubModel'>

/**
 * Hubs whose meters are all new, numbered in the order in which their rows are given, with the models behind each. It needs
 * about 50 bytes of memory for each hub.
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
  numberOf(number: number, row: HubOfRow): number {
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

  /** @returns the first row of a hub, which says how it is, where a row describes it otherwise; null: it does not */
  disagreement(hub: number, { hubModel }: HubOfRow): number | null {
    return this.models.at(hub) === hubModel ? null : this.firstRows.at(hub)
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
