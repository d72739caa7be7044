import { z } from 'zod'
import type { Sandbox } from './state.js'

/** What can go wrong on demand at a place: a lane of DCC, an SMSO, or `*` for all. */
export const faultKinds = ['refuse', 'slow', 'timeout', 'error500', 'malformed', 'storm'] as const
export type FaultKind = (typeof faultKinds)[number]

export const faultRequest = z.strictObject({
  place: z.string().min(1),
  kind: z.enum(faultKinds),
  /** Share of requests (for `storm`, of outcomes) that it strikes. */
  share: z.number().min(0).max(1).default(1),
  /** How long it lasts; until lifted where not given. */
  forMs: z.int().positive().optional(),
})

interface FaultRow {
  readonly place: string
  readonly kind: FaultKind
  readonly share: number
  readonly until: Date | null
}

/** The faults in force, kept in the database so that they survive a restart. */
export interface Faults {
  readonly set: (fault: z.infer<typeof faultRequest>) => Promise<void>
  readonly lift: (place: string | null) => Promise<void>
  readonly shareOf: (place: string, kind: FaultKind) => number
  readonly list: () => readonly FaultRow[]
}

export async function openFaults(db: Sandbox): Promise<Faults> {
  let rows: readonly FaultRow[] = []
  const read = async (): Promise<void> => {
    rows = await db<FaultRow[]>`select place, kind, share, until from fault order by place, kind`
  }
  await read()
  return {
    async set({ place, kind, share, forMs }) {
      const until = forMs === undefined ? null : new Date(Date.now() + forMs)
      await db`
        insert into fault (place, kind, share, until) values (${place}, ${kind}, ${share}, ${until})
        on conflict (place, kind) do update set share = excluded.share, until = excluded.until`
      await read()
    },
    async lift(place) {
      if (place === null) await db`delete from fault`
      else await db`delete from fault where place = ${place}`
      await read()
    },
    shareOf(place, kind) {
      const now = Date.now()
      const live = rows.filter(
        (row) =>
          row.kind === kind &&
          (row.place === place || row.place === '*') &&
          (row.until === null || row.until.getTime() > now),
      )
      return Math.max(0, ...live.map(({ share }) => share))
    },
    list: () => rows,
  }
}
