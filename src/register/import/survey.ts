import { MeterliftError } from '../../domain/errors.js'
import { isElectricity, NewHubs, problemsOf, sliceSize, type FileChecks, type NewHub } from './file-checks.js'
import { spread } from './key-index.js'
import { keyParts, partOf, RepeatedKeys } from './repeated-keys.js'
import type { ImportProblem, ImportRow, ImportValues, RowWriter } from './row.js'
import { Spool, type SpoolPlace } from './spool.js'

const none: readonly ImportProblem[] = []
/** What can exclude a row. */
const reasons = { point: 0, device: 1, otherwise: 2, full: 3 } as const

/** How a survey keeps what it finds. */
export interface SurveyPlace extends SpoolPlace {
  /** Rows whose verdicts are in memory at a time, twice over. */
  readonly rowsAtOnce: number
}

/**
 * Looks through a file whose meters are all new before it is read for good, so that each row can then be judged without the keys of
 * all the others: keys and hubs are gathered by their hash on the disk, and looked at part by part.
 */
export class Survey implements RowWriter {
  private readonly keys: RepeatedKeys
  private readonly hubs: Spool

  constructor(
    private readonly values: ImportValues,
    private readonly place: SurveyPlace,
  ) {
    this.keys = new RepeatedKeys(place)
    this.hubs = new Spool(7, place)
  }

  good(number: number, row: ImportRow): readonly ImportProblem[] {
    const { hubHigh, hubLow, hubModel } = row
    const meter = meterOf(this.values, row)
    const place = this.keys.add(number, row)
    this.hubs.put(partOf(hubHigh, hubLow), place, number, hubHigh, hubLow, hubModel, meter, printOf(row, meter))
    return none
  }

  bad(): void {
    // What is wrong with it by itself is told when the file is read for good.
  }

  async send(): Promise<void> {
    await this.keys.flush()
    await this.hubs.flush()
  }

  async abort(): Promise<void> {
    await this.keys.close()
    await this.hubs.close()
  }

  /** What became of the rows. They must be judged by it in the same order. */
  async judged(): Promise<SurveyedChecks> {
    const verdicts = new SurveyedChecks(this.values, this.keys.count, this.place)
    try {
      const twice = new Uint8Array(Math.ceil(this.keys.count / 8))
      for await (const found of this.keys.found()) {
        for (const { place, of, first } of found) {
          verdicts.exclude(place, reasons[of], first)
          twice[place >>> 3] = (twice[place >>> 3] ?? 0) | (1 << (place & 7))
        }
        await verdicts.flush()
      }
      await this.keys.close()
      for (let part = 0; part < keyParts; part += 1) {
        this.judgeHubs(await this.hubs.read(part), twice, verdicts)
        await verdicts.flush()
      }
      return verdicts
    } catch (error) {
      await verdicts.close()
      throw error
    } finally {
      await this.abort()
    }
  }

  private judgeHubs(records: Uint32Array, twice: Uint8Array, verdicts: SurveyedChecks): void {
    const hubs = new NewHubs()
    const row = { hubHigh: 0, hubLow: 0, hubModel: 0 }
    for (let at = 0; at < records.length; at += 7) {
      const [place = 0, number = 0, meter = 0] = [records[at], records[at + 1], records[at + 5]]
      row.hubHigh = records[at + 2] ?? 0
      row.hubLow = records[at + 3] ?? 0
      row.hubModel = records[at + 4] ?? 0
      const hub = hubs.numberOf(number, row)
      const otherwise = hubs.disagreement(hub, row)
      const isTwice = ((twice[place >>> 3] ?? 0) & (1 << (place & 7))) !== 0
      verdicts.row(place, number, hub, records[at + 6] ?? 0)
      if (otherwise !== null) verdicts.exclude(place, reasons.otherwise, otherwise)
      else if (!isTwice && !hubs.place(hub, meter >>> 1, (meter & 1) === 1)) verdicts.exclude(place, reasons.full, 0)
    }
    verdicts.hubsOfPart(hubs)
  }
}

/** The model of a row's meter, and whether it is for electricity. */
function meterOf(values: ImportValues, row: ImportRow): number {
  return 2 * row.deviceModel + (isElectricity(values, row) ? 1 : 0)
}

/** A number that is another one, but for chance, where a row says anything else of what it is judged by. */
function printOf(row: ImportRow, meter: number): number {
  let print = spread(row.pointHigh, row.pointLow)
  for (const part of [row.deviceHigh, row.deviceLow, row.hubHigh, row.hubLow, row.hubModel, meter])
    print = spread(print, part)
  return print >>> 0
}

/** The verdicts on some rows. */
interface Verdicts {
  /** Three for each row: its number in the file, its hub's, and its print. */
  readonly rows: Uint32Array
  /** For each row, a bit for each reason that excludes it. */
  readonly reasons: Uint8Array
  /** The row that excludes it, by four times its place and the reason. */
  readonly first: ReadonlyMap<number, number>
}

/** The verdicts of a survey, which are read as the rows come. */
export class SurveyedChecks implements FileChecks {
  hub = 0
  private readonly rows: Spool
  private readonly excluded: Spool
  private readonly found: Spool
  private readonly atOnce: number
  private readonly loaded = new Map<number, Verdicts>()
  private judgedRows = 0
  private hubCount = 0
  private parts = 0

  constructor(
    private readonly values: ImportValues,
    private readonly count: number,
    place: SurveyPlace,
  ) {
    this.rows = new Spool(4, place)
    this.excluded = new Spool(3, place)
    this.found = new Spool(6, place)
    this.atOnce = place.rowsAtOnce
  }

  /** @param hub its number among those of its part, whose numbers begin where those of the one before end */
  row(place: number, number: number, hub: number, print: number): void {
    this.rows.put(this.partOf(place), place, number, this.hubCount + hub, print)
  }

  exclude(place: number, reason: number, first: number): void {
    this.excluded.put(this.partOf(place), place, reason, first)
  }

  hubsOfPart(hubs: NewHubs): void {
    hubs.each(0, hubs.size, ({ hub, high, low, hubModel, esmeModel, gsmeModel }) => {
      this.found.put(this.parts, this.hubCount + hub, high, low, hubModel, esmeModel, gsmeModel)
    })
    this.hubCount += hubs.size
    this.parts += 1
  }

  async flush(): Promise<void> {
    await this.rows.flush()
    await this.excluded.flush()
    await this.found.flush()
  }

  judge(number: number, row: ImportRow): readonly ImportProblem[] {
    const place = this.judgedRows
    if (place >= this.count) throw changedMeanwhile()
    const part = this.loaded.get(this.partOf(place))
    if (part === undefined) throw new RangeError(`the verdict on row ${number} was not waited for`)
    const within = place % this.atOnce
    const { rows } = part
    if (rows[3 * within] !== number || rows[3 * within + 2] !== printOf(row, meterOf(this.values, row)))
      throw changedMeanwhile()
    this.judgedRows += 1
    this.hub = rows[3 * within + 1] ?? 0
    const excluded = part.reasons[within] ?? 0
    if (excluded === 0) return none
    const by = (reason: number): number | null => part.first.get(4 * within + reason) ?? null
    return problemsOf(this.values, row, {
      samePoint: by(reasons.point),
      sameDevice: by(reasons.device),
      otherwise: by(reasons.otherwise),
      fits: (excluded & (1 << reasons.full)) === 0,
    })
  }

  async ready(): Promise<void> {
    const now = this.partOf(this.judgedRows)
    for (const part of this.loaded.keys()) if (part < now) this.loaded.delete(part)
    for (const part of [now, now + 1]) if (!this.loaded.has(part)) this.loaded.set(part, await this.load(part))
  }

  hubs(): number {
    if (this.judgedRows !== this.count) throw changedMeanwhile()
    return this.hubCount
  }

  async *installations() {
    const shown = { hub: 0, high: 0, low: 0, hubModel: 0, esmeModel: 0, gsmeModel: 0 }
    for (let part = 0; part < this.parts; part += 1) {
      const records = await this.found.read(part)
      for (let from = 0; from < records.length; from += 6 * sliceSize) {
        yield (show: (hub: NewHub) => void) => {
          for (let at = from; at < Math.min(records.length, from + 6 * sliceSize); at += 6) {
            shown.hub = records[at] ?? 0
            shown.high = records[at + 1] ?? 0
            shown.low = records[at + 2] ?? 0
            shown.hubModel = records[at + 3] ?? 0
            shown.esmeModel = records[at + 4] ?? 0
            shown.gsmeModel = records[at + 5] ?? 0
            show(shown)
          }
        }
      }
    }
  }

  async close(): Promise<void> {
    await this.rows.close()
    await this.excluded.close()
    await this.found.close()
  }

  private partOf(place: number): number {
    return Math.floor(place / this.atOnce)
  }

  private async load(part: number): Promise<Verdicts> {
    const { atOnce } = this
    const [rows, excludedBy, first] = [new Uint32Array(3 * atOnce), new Uint8Array(atOnce), new Map<number, number>()]
    const records = await this.rows.read(part)
    for (let at = 0; at < records.length; at += 4) {
      rows.set(records.subarray(at + 1, at + 4), 3 * ((records[at] ?? 0) % atOnce))
    }
    const excluded = await this.excluded.read(part)
    for (let at = 0; at < excluded.length; at += 3) {
      const within = (excluded[at] ?? 0) % atOnce
      const reason = excluded[at + 1] ?? 0
      excludedBy[within] = (excludedBy[within] ?? 0) | (1 << reason)
      first.set(4 * within + reason, excluded[at + 2] ?? 0)
    }
    return { rows, reasons: excludedBy, first }
  }
}

function changedMeanwhile(): MeterliftError {
  return new MeterliftError('PORTFOLIO_UNREADABLE', 'the file was changed while it was read', {
    hint: 'import it again once nobody writes to it; nothing was changed',
  })
}
