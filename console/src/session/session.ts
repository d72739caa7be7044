import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import { api, bindSession, type Answer } from '../api/call.js'
import { ProblemError } from '../api/problem.js'
import type { Permission } from '../../../src/domain/access.js'

export type Session = Answer<'/v1/session'>
const key = ['session'] as const

/** Who is signed in; null: nobody. */
async function readSession(client: QueryClient): Promise<Session | null> {
  try {
    const { data } = await api.GET('/v1/session')
    bindSession(data?.csrf ?? null, () => client.setQueryData(key, null))
    return data ?? null
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 401) return null
    throw error
  }
}

/** Asks who is signed in before anything is drawn, so that the first page need not wait for it. */
export function beginSession(client: QueryClient): void {
  // What goes wrong is told by the shell, which asks for the same.
  client.query({ queryKey: key, queryFn: () => readSession(client), staleTime: 60_000 }).catch(() => undefined)
}

export function useSessionQuery() {
  const client = useQueryClient()
  return useQuery({
    queryKey: key,
    queryFn: () => readSession(client),
    staleTime: 60_000,
    refetchOnWindowFocus: 'always',
  })
}

const AtTheScreen = createContext<Session | null>(null)
/** Gives the session to the pages within: theirs until they are gone, also while somebody signs out. */
export const SessionProvider = AtTheScreen.Provider

/** The person at the screen; only inside the shell, which is not drawn without one. */
export function useSession(): Session {
  const session = useContext(AtTheScreen)
  if (session === null) throw new Error('a page was drawn with nobody signed in')
  return session
}

/** Whether the person may; pages and buttons ask this, the API decides it. */
export function useMay(permission: Permission): boolean {
  return useSession().permissions.includes(permission)
}

export async function signIn(client: QueryClient, person: string): Promise<void> {
  await api.POST('/v1/session', { body: { person } })
  // Nothing that another person read may be left.
  client.clear()
  await client.query({ queryKey: key, queryFn: () => readSession(client) })
}

export async function signOut(client: QueryClient): Promise<void> {
  await api.DELETE('/v1/session')
  client.clear()
  client.setQueryData(key, null)
}
