import type { Logger } from 'pino'
import { signatureHeader, signCallback } from '../gateways/outcome-callback.js'
import type { WireOutcome } from '../gateways/wire.js'
import type { Directive } from './script.js'
import type { Sandbox } from './state.js'

export interface CallbackConfig {
  readonly db: Sandbox
  readonly url: string
  readonly secret: string
  readonly log: Logger
}

interface DueRow {
  readonly outcome_id: string
  readonly submission_id: string
  readonly device_id: string
  readonly result: 'commissioned' | 'failed'
  readonly code: string | null
  readonly due_at: Date
  readonly manner: Directive
}

const groupSize = 100
const lookMs = 50
const backOffMs = 1_000

/**
 * Lets outcomes happen when they are due, and reports them by signed callback, in groups, until they are acknowledged.
 * What is still to be sent is in the database, so a sandbox that was killed goes on where it was.
 */
export async function runCallbacks(config: CallbackConfig, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    let pauseMs = lookMs
    try {
      await letHappen(config.db)
      const due = await dueOutcomes(config.db)
      if (due.length > 0) pauseMs = (await report(config, due)) ? 0 : backOffMs
    } catch (error) {
      config.log.warn({ err: error }, 'callbacks could not be sent; they are tried again')
      pauseMs = backOffMs
    }
    if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** A device is Commissioned in the inventory from the moment its outcome is due, reported or not. */
async function letHappen(db: Sandbox): Promise<void> {
  await db`
    with happened as (
      update outcome set happened = true where not happened and due_at <= now() returning device_id, result
    )
    update device d set smi_status = 'Commissioned' from happened h
    where h.device_id = d.device_id and h.result = 'commissioned'`
}

async function dueOutcomes(db: Sandbox): Promise<readonly DueRow[]> {
  return db<DueRow[]>`
    select outcome_id, submission_id, device_id, result, code, due_at, manner from outcome
    where sent < sends and due_at <= now() and (retry_at is null or retry_at <= now())
    order by due_at limit ${groupSize}`
}

async function report(config: CallbackConfig, due: readonly DueRow[]): Promise<boolean> {
  const special = (row: DueRow): boolean => row.manner.badSignature === true || row.manner.skewMs !== undefined
  const groups = [due.filter((row) => !special(row)), ...due.filter(special).map((row) => [row])].filter(
    (rows) => rows.length > 0,
  )
  let acknowledged = true
  for (const rows of groups) acknowledged = (await send(config, rows)) && acknowledged
  return acknowledged
}

async function send({ db, url, secret }: CallbackConfig, rows: readonly DueRow[]): Promise<boolean> {
  const [first] = rows
  const manner = first?.manner ?? {}
  const body = JSON.stringify({ outcomes: rows.map(wireOf) })
  const seconds = Math.round((Date.now() + (manner.skewMs ?? 0)) / 1_000)
  const signature = signCallback(manner.badSignature === true ? `${secret}-wrong` : secret, seconds, body)
  const status = await fetch(`${url}/callbacks/dcc/outcomes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [signatureHeader]: signature },
    body,
    signal: AbortSignal.timeout(10_000),
  }).then(
    (response) => response.status,
    () => 0,
  )
  const ids = rows.map(({ outcome_id }) => outcome_id)
  // A callback that the script spoils on purpose is refused for good; it is not sent for ever.
  const spoilt = manner.badSignature === true || manner.skewMs !== undefined
  if ((status >= 200 && status < 300) || (spoilt && status >= 400 && status < 500)) {
    await db`update outcome set sent = sent + 1 where outcome_id = any(${ids})`
    return true
  }
  await db`update outcome set retry_at = now() + interval '1 second' where outcome_id = any(${ids})`
  return false
}

/** An outcome in the form in which DCC reports it. */
export function wireOf(row: Omit<DueRow, 'manner'> & { readonly manner: Directive }): WireOutcome {
  return {
    outcomeId: row.outcome_id,
    submissionId: row.submission_id,
    deviceId: row.manner.unknownDevice === true ? '00-00-00-00-00-00-00-00' : row.device_id,
    result: row.result,
    code: row.code,
    occurredAt: row.due_at.toISOString(),
  }
}
