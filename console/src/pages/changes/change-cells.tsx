import type { Answer } from '../../api/call.js'
import { useSession } from '../../session/session.js'
import { Badge } from '../../ui/badge.js'
import { MeterLink } from '../../ui/link.js'

export type Change = Answer<'/v1/changes'>['changes'][number]

export function ChangeBadge({ direction }: Pick<Change, 'direction'>) {
  return direction === 'gained' ? <Badge tone="info">gained</Badge> : <Badge tone="quiet">switched away</Badge>
}

/** Its device; whoever lost it sees its page no more. */
export function MeterOfChange({ change: { deviceId, journeyId, direction } }: { readonly change: Change }) {
  const { supplier } = useSession()
  if (supplier !== null && direction === 'switched-away') return <span className="exact">{deviceId}</span>
  return <MeterLink journey={journeyId} device={deviceId} />
}
