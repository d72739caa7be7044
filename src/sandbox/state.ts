import postgres from 'postgres'
import { reconnectWait } from '../runtime/reconnect.js'

/** The sandbox's own database; it shares nothing with the register. */
export type Sandbox = postgres.Sql

export function openSandbox(url: string): Sandbox {
  return postgres(url, {
    max: 8,
    backoff: reconnectWait,
    onnotice: () => undefined,
    connection: { application_name: 'meterlift-sandbox', TimeZone: 'UTC' },
  })
}
