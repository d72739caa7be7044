import type { SupplierId } from './brands.js'

/** One supplier's part in a lane's day, in installations. */
export interface SupplierDemand {
  readonly supplierId: SupplierId
  readonly usedToday: number
  /** Installations that could be submitted now. */
  readonly demand: number
}

export interface AllocationInput {
  /** What is left of the lane's daily capacity. */
  readonly capacityLeft: number
  /** Installations a day that each supplier with demand is sure of (DCC's D_MIN). */
  readonly supplierMinimum: number
  readonly suppliers: readonly SupplierDemand[]
  /** How many may be taken now. */
  readonly room: number
}

interface Share {
  readonly supplierId: SupplierId
  readonly used: number
  readonly demand: number
  /** What is left of its minimum, as far as it has demand. */
  readonly need: number
}

/**
 * How many installations of each supplier a lane takes now. First what is left of each supplier's minimum, so that an
 * unmet minimum is never given to others while its supplier has demand; then the rest by the day's demand, by largest
 * remainder (DCC's scaling methodology: D_MIN first, the rest by demand). If there is too little for the minimums, those
 * who had least today come first. Takes as much as room, capacity and demand allow; ties go by supplier id.
 */
export function allocate(input: AllocationInput): ReadonlyMap<SupplierId, number> {
  const shares = input.suppliers
    .map(({ supplierId, usedToday, demand }) => {
      const used = whole(usedToday)
      const wanted = whole(demand)
      return { supplierId, used, demand: wanted, need: Math.min(wanted, whole(input.supplierMinimum - used)) }
    })
    .toSorted((a, b) => (a.supplierId < b.supplierId ? -1 : 1))
  const total = Math.min(whole(input.capacityLeft), whole(input.room))
  const needed = sum(shares.map((share) => share.need))
  const minimums = total < needed ? level(shares, total) : shares.map((share) => share.need)
  const rest = byDemand(shares, minimums, total - sum(minimums), whole(input.supplierMinimum))
  return new Map(shares.map((share, i) => [share.supplierId, (minimums[i] ?? 0) + (rest[i] ?? 0)]))
}

/** Shares too little among the minimums: raises those with the least today to a common level. */
function level(shares: readonly Share[], total: number): readonly number[] {
  const upTo = (height: number) => shares.map(({ used, need }) => Math.min(need, Math.max(0, height - used)))
  let low = 0
  let high = Math.max(0, ...shares.map(({ used, need }) => used + need))
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (sum(upTo(middle)) <= total) low = middle
    else high = middle - 1
  }
  const given = upTo(low)
  const next = upTo(low + 1)
  let left = total - sum(given)
  return given.map((units, i) => {
    if (left === 0 || (next[i] ?? 0) === units) return units
    left--
    return units + 1
  })
}

/**
 * Shares what is over by demand. A day is shared in many small takes, so the measure is the whole day's demand, what was
 * already taken above the minimum included: otherwise rounding would favour the largest supplier at every take.
 * Whole numbers throughout (bigint), so that the answer is exact.
 */
function byDemand(
  shares: readonly Share[],
  minimums: readonly number[],
  over: number,
  supplierMinimum: number,
): readonly number[] {
  const lines = shares.map((share, i) => {
    const extra = Math.max(0, share.used - supplierMinimum)
    const open = share.demand - (minimums[i] ?? 0)
    return { extra: BigInt(extra), open, day: BigInt(extra + open) }
  })
  const rest = BigInt(Math.min(over, sum(lines.map((line) => line.open))))
  if (rest <= 0n) return lines.map(() => 0)

  const day = bigSum(lines.map((line) => line.day))
  const taken = bigSum(lines.map((line) => line.extra)) + rest
  // What each falls short of its part of the day, times `day`.
  const short = lines.map((line) => (line.open === 0 ? 0n : positive(line.day * taken - line.extra * day)))
  const allShort = bigSum(short)
  const quotas = short.map((part) => ({ units: (rest * part) / allShort, remainder: (rest * part) % allShort }))

  const left = Number(rest - bigSum(quotas.map((quota) => quota.units)))
  const rounded = new Set(
    quotas
      .map(({ remainder }, i) => ({ remainder, i }))
      .toSorted((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1))
      .slice(0, left)
      .map(({ i }) => i),
  )
  return quotas.map(({ units }, i) => Number(units) + (rounded.has(i) ? 1 : 0))
}

function whole(count: number): number {
  return Math.max(0, Math.floor(count))
}

function positive(value: bigint): bigint {
  return value > 0n ? value : 0n
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

function bigSum(counts: readonly bigint[]): bigint {
  return counts.reduce((total, count) => total + count, 0n)
}
