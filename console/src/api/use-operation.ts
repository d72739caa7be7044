import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { queries } from './call.js'

/**
 * Long work that was asked for, followed until it has ended; then all that is shown is read again, since much has moved on.
 * Where the first read fails it is not asked for again before a person does so.
 */
export function useOperation(operation: string) {
  const client = useQueryClient()
  const read = queries.useQuery(
    'get',
    '/v1/operations/{operation}',
    { params: { path: { operation } } },
    {
      refetchInterval: ({ state: { data, status } }) =>
        data?.state === 'running' || (data === undefined && status !== 'error') ? 1_000 : false,
    },
  )
  const ended = read.data !== undefined && read.data.state !== 'running'
  useEffect(() => {
    if (ended) void client.invalidateQueries()
  }, [client, ended])
  return read
}
