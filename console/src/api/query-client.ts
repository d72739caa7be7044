import { QueryClient } from '@tanstack/react-query'
import { problemOf } from './problem.js'

const staleMs = 10_000

/** One store of what was read: shown at once when a page is opened again, and read anew behind it. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: staleMs,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      // What was refused would be refused again; what failed may work in a moment.
      retry: (failures, error) => failures < 2 && mayPass(error),
      retryDelay: (attempt) => 500 * 2 ** attempt,
    },
    mutations: { retry: false },
  },
})

function mayPass(error: unknown): boolean {
  const { status } = problemOf(error)
  return status === 0 || status === 429 || status >= 500
}
