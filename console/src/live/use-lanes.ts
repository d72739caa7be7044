import { queries, type Answer } from '../api/call.js'
import { useMay, useSession } from '../session/session.js'

export type LaneLine = Answer<'/v1/lanes'>['lanes'][number]

/** How the lanes stand, kept up for as long as somebody looks; not read for those who may not see them. */
export function useLanes() {
  const mine = useMay('lanes:read')
  const { supplier } = useSession()
  return queries.useQuery(
    'get',
    '/v1/lanes',
    {},
    { meta: { live: true }, refetchInterval: 30_000, enabled: mine && supplier === null },
  )
}
