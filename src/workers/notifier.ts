import type { Logger } from 'pino'
import type { NotificationGateway } from '../gateways/notification.js'
import type { Database } from '../register/database.js'
import { pause } from '../register/leadership.js'
import { deliverLater, markDelivered, takeNotifications } from '../register/notification/notify.js'

export interface NotifierDeps {
  readonly db: Database
  readonly gateway: NotificationGateway
  readonly clock: () => number
  readonly log: Logger
}

const pageSize = 20
const idleMs = 1_000

/** Delivers notifications, at least once each. Several workers may run it: each takes what no other has taken. */
export async function runNotifier(deps: NotifierDeps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const delivered = await deliverPage(deps).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'notifications could not be read; it is tried again')
      return 0
    })
    if (delivered < pageSize) await pause(idleMs, signal)
  }
}

/** Delivers what is due now; one that fails waits by itself and holds no other back. */
export async function deliverPage({ db, gateway, clock, log }: NotifierDeps): Promise<number> {
  const rows = await takeNotifications(db, clock(), pageSize)
  for (const row of rows) {
    const { notification_id: id, code, lane_id: lane, at, text, detail } = row
    try {
      await gateway.send({ id, code, lane, at, text, detail })
      await markDelivered(db, id, clock())
    } catch (error) {
      log.warn({ notification: id, code, err: error }, 'a notification was not delivered; it is tried again')
      await deliverLater(db, row, String(error), clock())
    }
  }
  return rows.length
}
