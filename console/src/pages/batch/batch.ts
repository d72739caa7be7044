import { queryOptions, useQuery } from '@tanstack/react-query'
import { isLive, isOver, memberStates } from '../../../../src/domain/batch/state.js'
import { api, type Answer } from '../../api/call.js'
import { marked } from '../../api/marked.js'
import { useSeen } from '../../api/use-seen.js'

export type Batch = Answer<'/v1/batches/{batch}'>

export interface OfBatch {
  readonly batch: Batch
}

/** A batch with its ETag. */
const batchOf = (number: string) =>
  queryOptions({
    queryKey: ['batch', number],
    queryFn: async ({ signal }) =>
      marked(await api.GET('/v1/batches/{batch}', { params: { path: { batch: number } }, signal })),
    meta: { live: true },
  })

/** A batch, kept up while it goes on. */
export function useBatch(number: string) {
  return useQuery({
    ...batchOf(number),
    refetchInterval: ({ state: { data } }) => (data !== undefined && isOver(data.value.state) ? false : 3_000),
  })
}

/** A batch as a dialog decides on it. */
export const useSeenBatch = ({ batch, etag }: OfBatch & { readonly etag: string | null }) =>
  useSeen({ value: batch, etag }, batchOf(String(batch.batchId)))

/** Members that are not at their end here. */
export function liveMembers({ progress: { states } }: Batch): number {
  return memberStates.filter(isLive).reduce((sum, state) => sum + states[state], 0)
}
