import { MeterliftError } from '../domain/errors.js'
import type { SmsoId } from '../domain/brands.js'
import { createDccGateway, type DccGateway } from './dcc.js'
import type { Endpoint } from './http.js'
import { createWebhookNotifications, type NotificationGateway } from './notification.js'
import { createSmiGateway, type SmiGateway } from './smi.js'
import { createSmsoGateway, type SmsoGateway } from './smso.js'

export interface Gateways {
  readonly smso: SmsoGateway
  readonly smi: SmiGateway
  readonly dcc: DccGateway
  /** Where people are told; null: through the log alone. */
  readonly notification: NotificationGateway | null
}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Gateways with addresses and credentials from the environment: METERLIFT_DCC_URL and _TOKEN, METERLIFT_SMI_URL and
 * _TOKEN, and for each SMSO METERLIFT_SMSO_<ID>_URL and _TOKEN, or METERLIFT_SMSO_URL and _TOKEN with the SMSO's id as
 * the last part of the path. METERLIFT_NOTIFY_URL and _TOKEN, where set, are told what people must hear of.
 * @throws MeterliftError CONFIG_MISSING naming the variable
 */
export function createGateways(env: Environment): Gateways {
  return {
    smso: createSmsoGateway((smsoId) => smsoEndpoint(env, smsoId)),
    smi: createSmiGateway(endpoint(env, 'the SMI', 'METERLIFT_SMI')),
    dcc: createDccGateway(endpoint(env, 'DCC', 'METERLIFT_DCC')),
    notification: isSet(env.METERLIFT_NOTIFY_URL)
      ? createWebhookNotifications({
          system: 'the receiver of notifications',
          url: env.METERLIFT_NOTIFY_URL,
          token: env.METERLIFT_NOTIFY_TOKEN ?? '',
          timeoutMs: timeoutMs(env),
        })
      : null,
  }
}

function smsoEndpoint(env: Environment, smsoId: SmsoId): Endpoint {
  const own = `METERLIFT_SMSO_${smsoId.toUpperCase().replaceAll('-', '_')}`
  if (env[`${own}_URL`] !== undefined) return endpoint(env, `SMSO ${smsoId}`, own)
  const shared = endpoint(env, `SMSO ${smsoId}`, 'METERLIFT_SMSO')
  return { ...shared, url: `${shared.url.replace(/\/$/, '')}/${smsoId}` }
}

function endpoint(env: Environment, system: string, prefix: string): Endpoint {
  return {
    system,
    url: wanted(env, `${prefix}_URL`),
    token: wanted(env, `${prefix}_TOKEN`),
    timeoutMs: timeoutMs(env),
  }
}

function timeoutMs(env: Environment): number {
  return Number(env.METERLIFT_GATEWAY_TIMEOUT_MS ?? 15_000)
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}

function wanted(env: Environment, name: string): string {
  const value = env[name]
  if (isSet(value)) return value
  throw new MeterliftError('CONFIG_MISSING', `the environment variable ${name} is not set`, {
    hint: 'npm start sets it for the sandbox; docs/architecture.md lists what a deployment sets',
  })
}
