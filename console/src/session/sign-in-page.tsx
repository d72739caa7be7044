import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { queries } from '../api/call.js'
import { problemOf } from '../api/problem.js'
import { usePageTitle } from '../shell/page-frame.js'
import { Button } from '../ui/button.js'
import type { Filters } from '../ui/filters.js'
import { Notice } from '../ui/notice.js'
import { ProblemView } from '../ui/problem-view.js'
import { Skeleton } from '../ui/skeleton.js'
import { signIn } from './session.js'
import styles from './sign-in-page.module.css'

const roleWork: Readonly<Record<string, string>> = {
  operator: 'watches the fleet, decides, imports, proposes changes of the programme',
  approver: 'approves batches and programme changes, excludes and reopens',
  supplier: 'sees and decides about its own portfolio alone',
  auditor: 'reads everything, the audit log too',
  admin: 'may everything',
}

/** Where one comes in. An embedded stack offers its example people; any other says how people come in there. */
export function SignInPage() {
  usePageTitle('Sign in')
  const people = queries.useQuery('get', '/v1/session/people', {}, { retry: false })
  const noExamples = people.isError && problemOf(people.error).status === 404
  return (
    <main className={styles.page}>
      <h1>Meterlift</h1>
      {people.isPending && <Skeleton lines={5} label="Sign in: loading" />}
      {noExamples && (
        <Notice tone="info" title="Sign in through your identity provider">
          This service takes access tokens of an OpenID provider and API tokens, sent by the programs that use it.
          Signing in to the console with the provider is not set up here yet; docs/security.md says what there is.
        </Notice>
      )}
      {people.isError && !noExamples && (
        <ProblemView error={people.error} retry={() => void people.refetch()} title="Meterlift cannot be reached" />
      )}
      {people.data !== undefined && <ExamplePeople {...people.data} />}
    </main>
  )
}

interface People {
  readonly warning: string
  readonly people: readonly { id: string; name: string; role: string; supplier: string | null }[]
}

function ExamplePeople({ warning, people }: People) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { then }: Filters = useSearch({ strict: false })
  const enter = useMutation({
    mutationFn: (person: string) => signIn(client, person),
    // Only a place in this console: an address that names another site is not one.
    onSuccess: () => navigate({ href: then !== undefined && /^\/(?![/\\])/.test(then) ? then : '/' }),
  })
  return (
    <>
      <Notice tone="warn" title="EXAMPLE sign-in">
        These are {warning}.
      </Notice>
      {enter.isError && <ProblemView error={enter.error} title="You could not be signed in" />}
      <h2 id="people">Sign in as</h2>
      <ul className={styles.people} aria-labelledby="people">
        {people.map(({ id, name, role, supplier }) => (
          <li key={id}>
            <Button onPress={() => enter.mutate(id)} isDisabled={enter.isPending}>
              {name}
            </Button>
            <span className="quiet">
              {role}
              {supplier !== null && ` (${supplier})`}: {roleWork[role]}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
