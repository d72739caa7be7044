import { tell, type Endpoint } from './http.js'

/** Something that people must hear of, as it leaves the program. */
export interface OutgoingNotification {
  /** The same whenever it is sent again: a receiver may get it twice. */
  readonly id: number
  /** A stable code of docs/codes.md. */
  readonly code: string
  readonly lane: string | null
  readonly at: number
  readonly text: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** Where people are told. */
export interface NotificationGateway {
  /** @throws GatewayError where it is not known to have been taken */
  readonly send: (notification: OutgoingNotification) => Promise<void>
}

/** Tells people through the program's log alone. */
export function createLogNotifications(log: (notification: OutgoingNotification) => void): NotificationGateway {
  return {
    send: (notification) => {
      log(notification)
      return Promise.resolve()
    },
  }
}

/** Posts each notification as JSON, with its id as `Idempotency-Key`; whatever the other side answers well will do. */
export function createWebhookNotifications(endpoint: Endpoint): NotificationGateway {
  return {
    async send({ at, ...notification }) {
      await tell(
        endpoint,
        { ...notification, at: new Date(at).toISOString() },
        { 'idempotency-key': String(notification.id) },
      )
    },
  }
}
