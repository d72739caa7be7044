import logUpdate from 'log-update'
import { isEnd, stages } from '../domain/stage.js'
import type { Funnel } from '../operations/fleet-status.js'
import type { Unsettled } from '../register/read/unsettled.js'

/** Where the fleet stands, and how much of it still goes on by itself. */
export interface Progress extends Funnel {
  readonly unsettled: Unsettled
}

/** Nothing goes on by itself, and no change of the programme or of a batch is still on its way. */
export function isSettled({ unsettled }: Progress): boolean {
  return unsettled.meters === 0 && unsettled.untoldVersions === 0 && unsettled.passingBatches === 0
}

/** Shows progress as it goes: in place on a terminal, as plain lines elsewhere. */
export interface ProgressView {
  readonly show: (progress: Progress, now: number) => void
  readonly done: () => void
}

/** Milliseconds over which the rate is taken; between two plain lines. */
const rateWindowMs = 20_000
const plainEveryMs = 5_000

/** @param out standard output, or standard error where standard output carries JSON */
export function createProgressView(out: NodeJS.WriteStream): ProgressView {
  const samples: { readonly at: number; readonly settled: number }[] = []
  // A terminal that does not tell its height can only be written to line by line.
  const inPlace = out.isTTY && out.rows > 0
  let saidAt = 0
  let said = ''
  return {
    show(progress, now) {
      samples.push({ at: now, settled: progress.meters - moving(progress) })
      while (samples.length > 2 && (samples[0]?.at ?? now) < now - rateWindowMs) samples.shift()
      const rate = rateOf(samples)
      if (inPlace) {
        logUpdate(table(progress, rate, out.columns))
        return
      }
      const line = plain(progress, rate)
      if (line !== said && now - saidAt >= plainEveryMs) {
        out.write(`${line}\n`)
        said = line
        saidAt = now
      }
    },
    done: () => {
      if (inPlace) logUpdate.done()
    },
  }
}

function moving(progress: Progress): number {
  return progress.stages.inventory + progress.standings.ready + progress.standings['in-flight']
}

/** Meters settled a second, of late; null while too little was seen. */
function rateOf(samples: readonly { readonly at: number; readonly settled: number }[]): number | null {
  const first = samples[0]
  const last = samples.at(-1)
  if (first === undefined || last === undefined || last.at - first.at < 1_000) return null
  return ((last.settled - first.settled) * 1_000) / (last.at - first.at)
}

function timeLeft(progress: Progress, rate: number | null): string {
  if (isSettled(progress)) return 'settled'
  if (rate === null || rate <= 0) return 'time left unknown'
  const seconds = Math.ceil(progress.unsettled.meters / rate)
  return seconds < 90 ? `about ${seconds} s left` : `about ${Math.ceil(seconds / 60)} min left`
}

function plain(progress: Progress, rate: number | null): string {
  const counts = stages
    .filter((stage) => progress.stages[stage] > 0)
    .map((stage) => `${stage} ${progress.stages[stage]}`)
  return `${progress.meters} meters: ${counts.join(', ') || 'none yet'}; ${rate === null ? '-' : rate.toFixed(1)}/s; ${timeLeft(progress, rate)}`
}

function table(progress: Progress, rate: number | null, columns: number): string {
  const width = Math.max(10, Math.min(40, columns - 32))
  const lines = stages.map((stage) => {
    const n = progress.stages[stage]
    const bar = (isEnd(stage) ? '█' : '▒').repeat(progress.meters === 0 ? 0 : Math.round((n / progress.meters) * width))
    return `  ${stage.padEnd(13)}${String(n).padStart(9)}  ${bar}`
  })
  const { ready, held, 'in-flight': inFlight } = progress.standings
  return [
    ...lines,
    `  in migration: ${ready} ready, ${inFlight} in flight, ${held} held`,
    `  ${rate === null ? '-' : rate.toFixed(1)} meters a second, ${timeLeft(progress, rate)}`,
  ]
    .map((line) => line.slice(0, Math.max(20, columns - 1)))
    .join('\n')
}
