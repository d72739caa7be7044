import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, type Answer } from '../../api/call.js'
import { marked } from '../../api/marked.js'
import { useSeen } from '../../api/use-seen.js'

export type Lane = Answer<'/v1/lanes/{lane}'>

/** A lane, with what a change of it must say that it was decided on. */
export interface OfLane {
  readonly lane: Lane
  readonly etag: string | null
}

const laneOf = (id: string) =>
  queryOptions({
    queryKey: ['lane', id],
    queryFn: async ({ signal }) =>
      marked(await api.GET('/v1/lanes/{lane}', { params: { path: { lane: id } }, signal })),
    meta: { live: true },
  })

export const useLane = (id: string) => useQuery({ ...laneOf(id), refetchInterval: 5_000 })

/** A lane as a dialog decides on it. */
export const useSeenLane = ({ lane, etag }: OfLane) => useSeen({ value: lane, etag }, laneOf(lane.lane))
