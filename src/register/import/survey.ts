import { MeterliftError } from '../../domain/errors.js'
import { isElectricity, NewHubs, problemsOf, type FileChecks, type NewHub } from './file-checks.js'
import { keyPartitions, partitionOf, RepeatedKeys } from './repeated-keys.js'
import type { ImportProblem, ImportRow, ImportValues, RowWriter } from './row.js'
import { Spool } from './spool.js'

/** Rows whose verdicts are in memory at a time. */
const partBits = 18
const none: readonly ImportProblem[] = []
/** What can exclude a row, in the order in which it is told. */
const reasons = { point: 0, device: 1, otherwise: 2, full: 3 } as const

/**
 * Looks through a file whose meters are all new before it is read for good, so that each row can then be judged in constant memory,
 * however large the file: keys and hubs are gathered by their hash on the disk, and looked at part by part.
 */
export class Survey implements RowWriter {
  private readonly keys: RepeatedKeys
  private readonly hubs: Spool
  private rows = 0

  /** @param size numbers that a partition keeps in memory */
  constructor(
    private readonly values: ImportValues,
    private readonly size?: number,
  ) {
    this.keys = new RepeatedKeys(size)
    this.hubs = new Spool(6, size)
  }

  good(number: number, row: ImportRow): readonly ImportProblem[] {
    const { hubHigh, hubLow, hubModel, deviceModel } = row
    const meter = 2 * deviceModel + (isElectricity(this.values, row) ? 1 : 0)
    this.keys.add(this.rows, number, row)
    this.hubs.put(partitionOf(hubHigh, hubLow), this.rows, number, hubHigh, hubLow, hubModel, meter)
    this.rows += 1
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
    await this.close()
  }

  /** What became of the rows. They must be judged by it in the same order. */
  async judged(): Promise<SurveyedChecks> {
    const verdicts = new SurveyedChecks(this.values, this.rows, this.size)
    try {
      const twice = new Uint8Array(Math.ceil(this.rows / 8))
      for await (const found of this.keys.found()) {
        for (const { place, of, first } of found) {
          verdicts.exclude(place, reasons[of], first)
          twice[place >>> 3] = (twice[place >>> 3] ?? 0) | (1 << (place & 7))
        }
        await verdicts.flush()
      }
      for (let partition = 0; partition < keyPartitions; partition += 1) {
        this.judgeHubs(await this.hubs.read(partition), twice, verdicts)
        await verdicts.flush()
      }
      return verdicts
    } catch (error) {
      await verdicts.close()
      throw error
    } finally {
      await this.close()
    }
  }

  private judgeHubs(records: Uint32Array, twice: Uint8Array, verdicts: SurveyedChecks): void {
    const hubs = new NewHubs()
    const row = { hubHigh: 0, hubLow: 0, hubModel: 0 }
    for (let at = 0; at < records.length; at += 6) {
      const [place = 0, number = 0] = [records[at], records[at + 1]]
      const meter = records[at + 5] ?? 0
      row.hubHigh = records[at + 2] ?? 0
      row.hubLow = records[at + 3] ?? 0
      row.hubModel = records[at + 4] ?? 0
      const hub = hubs.numberOf(number, row)
      const otherwise = hubs.disagreement(hub, row)
      verdicts.row(place, number, hub)
      if (otherwise !== null) verdicts.exclude(place, reasons.otherwise, otherwise)
      else if (
        ((twice[place >>> 3] ?? 0) & (1 << (place & 7))) === 0 &&
        !hubs.place(hub, meter >>> 1, (meter & 1) === 1)
      )
        verdicts.exclude(place, reasons.full, 0)
    }
    verdicts.hubsOfPartition(hubs)
  }

  private async close(): Promise<void> {
    await this.keys.close()
    await this.hubs.close()
  }
}

/** The verdicts on one part of the rows. */
interface Part {
  /** Two for each row: its number in the file, and its hub's. */
  readonly rows: Uint32Array
  readonly exclusions: ReadonlyMap<number, ReadonlyMap<number, number>>
}

/** The verdicts of a survey, which are read as the rows come. */
export class SurveyedChecks implements FileChecks {
  hub = 0
  private readonly rows: Spool
  private readonly excluded: Spool
  private readonly found: Spool
  private readonly parts = new Map<number, Part>()
  private judgedRows = 0
  private hubCount = 0
  private partitions = 0

  constructor(
    private readonly values: ImportValues,
    private readonly count: number,
    size?: number,
  ) {
    this.rows = new Spool(3, size)
    this.excluded = new Spool(3, size)
    this.found = new Spool(6, size)
  }

  /** @param hub its number among those of its partition, whose numbers begin where those of the one before end */
  row(place: number, number: number, hub: number): void {
    this.rows.put(place >>> partBits, place, number, this.hubCount + hub)
  }

  exclude(place: number, reason: number, first: number): void {
    this.excluded.put(place >>> partBits, place, reason, first)
  }

  hubsOfPartition(hubs: NewHubs): void {
    hubs.each(0, hubs.size, ({ hub, high, low, hubModel, esmeModel, gsmeModel }) => {
      this.found.put(this.partitions, this.hubCount + hub, high, low, hubModel, esmeModel, gsmeModel)
    })
    this.hubCount += hubs.size
    this.partitions += 1
  }

  async flush(): Promise<void> {
    await this.rows.flush()
    await this.excluded.flush()
    await this.found.flush()
  }

  judge(number: number, row: ImportRow): readonly ImportProblem[] {
    const place = this.judgedRows
    const part = this.parts.get(place >>> partBits)
    const at = 2 * (place & ((1 << partBits) - 1))
    if (place >= this.count || part?.rows[at] !== number) throw changedMeanwhile()
    this.judgedRows += 1
    this.hub = part.rows[at + 1] ?? 0
    const excluded = part.exclusions.get(place)
    if (excluded === undefined) return none
    return problemsOf(this.values, row, {
      samePoint: excluded.get(reasons.point) ?? null,
      sameDevice: excluded.get(reasons.device) ?? null,
      otherwise: excluded.get(reasons.otherwise) ?? null,
      fits: !excluded.has(reasons.full),
    })
  }

  async ready(): Promise<void> {
    const now = this.judgedRows >>> partBits
    for (const part of this.parts.keys()) if (part < now) this.parts.delete(part)
    for (const part of [now, now + 1]) if (!this.parts.has(part)) this.parts.set(part, await this.readPart(part))
  }

  hubs(): number {
    if (this.judgedRows !== this.count) throw changedMeanwhile()
    return this.hubCount
  }

  async *installations() {
    const shown = { hub: 0, high: 0, low: 0, hubModel: 0, esmeModel: 0, gsmeModel: 0 }
    for (let partition = 0; partition < this.partitions; partition += 1) {
      const records = await this.found.read(partition)
      yield (show: (hub: NewHub) => void) => {
        for (let at = 0; at < records.length; at += 6) {
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

  async close(): Promise<void> {
    await this.rows.close()
    await this.excluded.close()
    await this.found.close()
  }

  private async readPart(part: number): Promise<Part> {
    const rows = new Uint32Array(2 << partBits)
    const records = await this.rows.read(part)
    for (let at = 0; at < records.length; at += 3) {
      const place = 2 * ((records[at] ?? 0) & ((1 << partBits) - 1))
      rows[place] = records[at + 1] ?? 0
      rows[place + 1] = records[at + 2] ?? 0
    }
    const exclusions = new Map<number, Map<number, number>>()
    const excluded = await this.excluded.read(part)
    for (let at = 0; at < excluded.length; at += 3) {
      const [place = 0, reason = 0, first = 0] = [excluded[at], excluded[at + 1], excluded[at + 2]]
      const of = exclusions.get(place) ?? new Map<number, number>()
      exclusions.set(place, of.set(reason, first))
    }
    return { rows, exclusions }
  }
}

function changedMeanwhile(): MeterliftError {
  return new MeterliftError('PORTFOLIO_UNREADABLE', 'the file was changed while it was read', {
    hint: 'import it again once nobody writes to it; nothing was changed',
  })
}
