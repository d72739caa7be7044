import { pino, type Logger } from 'pino'

/** Fields that never reach a log: meter points are personal data, the rest are secrets. */
const redacted = ['meterPoint', 'meter_point', 'token', 'secret', 'password', 'authorization'].flatMap((name) => [
  name,
  `*.${name}`,
])

/** The program's log: one JSON object a line, on standard output. */
export function createLog(name: string, level: string): Logger {
  return pino({
    name,
    level,
    redact: { paths: redacted, censor: '(withheld)' },
    timestamp: pino.stdTimeFunctions.isoTime,
  })
}
