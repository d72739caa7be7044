import type { EpochMs, SupplierId } from '../../domain/brands.js'
import { stages, type Stage, type Standing } from '../../domain/stage.js'
import { readCountersBySupplier, type SupplierCount } from '../../register/read/counters-by-supplier.js'
import type { V1Deps } from './deps.js'

/** Meters by stage, of the whole fleet or of one supplier. */
export interface LiveCounters {
  readonly at: EpochMs
  readonly meters: number
  readonly stages: Readonly<Record<Stage, number>>
  readonly standings: Readonly<Record<Standing, number>>
}

/** Counters as they change. One look at the register serves everyone who listens; with nobody listening there is none. */
export interface CounterFeed {
  /** @param close told when the feed ends */
  readonly listen: (
    supplier: SupplierId | null,
    tell: (counters: LiveCounters) => void,
    close: () => void,
  ) => () => void
  readonly close: () => void
  /** How often the register was looked at. */
  readonly looks: () => number
}

const everyMs = 1_000

interface Listener {
  readonly supplier: SupplierId | null
  readonly tell: (counters: LiveCounters) => void
  readonly close: () => void
  last: string
}

export function createCounterFeed({ db, clock, log }: Pick<V1Deps, 'db' | 'clock' | 'log'>): CounterFeed {
  const listeners = new Set<Listener>()
  let timer: NodeJS.Timeout | undefined
  let looking = false
  let looks = 0
  const look = async (): Promise<void> => {
    if (looking) return
    looking = true
    try {
      looks += 1
      const rows = await readCountersBySupplier(db)
      const at = clock()
      for (const listener of listeners) tellChanged(listener, rows, at)
    } catch (error) {
      log.warn({ err: error }, 'the counters could not be read')
    } finally {
      looking = false
    }
  }
  const stop = (): void => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    listen(supplier, tell, close) {
      const listener: Listener = { supplier, tell, close, last: '' }
      listeners.add(listener)
      timer ??= setInterval(() => void look(), everyMs)
      void look()
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) stop()
      }
    },
    close() {
      stop()
      for (const listener of [...listeners]) listener.close()
      listeners.clear()
    },
    looks: () => looks,
  }
}

function tellChanged(listener: Listener, rows: readonly SupplierCount[], at: EpochMs): void {
  const { supplier } = listener
  const own = supplier === null ? rows : rows.filter((row) => row.supplier === supplier)
  const sum = (pick: (row: SupplierCount) => boolean): number =>
    own.reduce((total, row) => (pick(row) ? total + row.n : total), 0)
  const standing = (name: Standing): number => sum((row) => row.stage === 'migration' && row.standing === name)
  const counters = {
    meters: sum(() => true),
    stages: Object.fromEntries(stages.map((stage) => [stage, sum((row) => row.stage === stage)])) as Record<
      Stage,
      number
    >,
    standings: { ready: standing('ready'), held: standing('held'), 'in-flight': standing('in-flight') },
  }
  const said = JSON.stringify(counters)
  if (said === listener.last) return
  listener.last = said
  listener.tell({ at, ...counters })
}
