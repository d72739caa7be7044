import type { ReactNode } from 'react'
import { ProblemView } from './problem-view.js'
import { Skeleton } from './skeleton.js'
import { StaleBadge } from './stale-badge.js'

/** What a query of react-query says of itself. */
export interface Read<T> {
  readonly data: T | undefined
  readonly error: unknown
  readonly isError: boolean
  readonly isRefetchError?: boolean
  readonly dataUpdatedAt: number
  readonly refetch: () => unknown
}

interface LoadedProps<T> {
  readonly read: Read<T>
  /** What is read, as in “The lanes”. */
  readonly what: string
  readonly lines?: number
  readonly children: (data: T) => ReactNode
}

/** Shows what was read, or that it is being read, or why it could not be: each looks different. */
export function Loaded<T>({ read, what, lines, children }: LoadedProps<T>) {
  const again = (): void => void read.refetch()
  if (read.data === undefined) {
    return read.isError ? (
      <ProblemView error={read.error} retry={again} title={`${what} could not be read`} />
    ) : (
      <Skeleton {...(lines === undefined ? {} : { lines })} label={`${what}: loading`} />
    )
  }
  return (
    <>
      {read.isError && (
        <p>
          <StaleBadge readAt={read.dataUpdatedAt} failed />
        </p>
      )}
      {children(read.data)}
    </>
  )
}
