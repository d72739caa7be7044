import type { EvidenceLine, ExceptionLine, MeterHistory } from '../../register/read/meter-history.js'

/**
 * A meter's history as its own supplier may read it: of a split installation only its own meter. What was said because
 * of the other meter loses the other's particulars; the meter's own stage and code stay.
 */
export function ownHistory(history: MeterHistory): MeterHistory {
  const { view } = history
  const own = new Set<string>([view.meter.fuel, 'hub'])
  return {
    ...history,
    view: { ...view, siblings: [] },
    evidence: history.evidence.map((line) => ownLine(line, own)),
    exceptions: history.exceptions.map(ownException),
  }
}

/** What `advance` says of a change to the other meter. */
const causeOfSibling = 'data of another device behind the hub changed'

function ownLine(line: EvidenceLine, own: ReadonlySet<string>): EvidenceLine {
  const cause = line.cause === causeOfSibling ? 'checked anew' : line.cause
  return { ...line, cause, detail: line.detail === null ? null : ownDetail(line.detail, own) }
}

/** Devices are told by their role, several of them as lists of equal length. */
function ownDetail(detail: NonNullable<EvidenceLine['detail']>, own: ReadonlySet<string>): EvidenceLine['detail'] {
  const { device, ...rest } = detail
  if (typeof device !== 'string') return detail
  const roles = device.split(', ')
  if (roles.every((role) => own.has(role))) return detail
  const pick = (value: unknown): string =>
    typeof value === 'string'
      ? value
          .split(', ')
          .filter((_, index) => own.has(roles[index] ?? ''))
          .join(', ')
      : ''
  const kept = roles.filter((role) => own.has(role))
  if (kept.length > 0) return { ...rest, device: kept.join(', '), from: pick(rest.from), to: pick(rest.to) }
  const { from: _from, to: _to, manufacturer: _maker, model: _model, firmware: _firmware, ...others } = rest
  return others
}

/** Which device the SMSO sees behind the hub may be another supplier's. */
function ownException(line: ExceptionLine): ExceptionLine {
  return line.code === 'INV_SIBLING_UNKNOWN' ? { ...line, registered: null, reported: null } : line
}
