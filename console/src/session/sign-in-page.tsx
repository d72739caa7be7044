import { useSearch } from '@tanstack/react-router'
import { queries, type Answer } from '../api/call.js'
import { usePageTitle } from '../shell/page-frame.js'
import buttons from '../ui/button.module.css'
import type { Filters } from '../ui/filters.js'
import { Loaded } from '../ui/loaded.js'
import { Notice } from '../ui/notice.js'
import { ExamplePeople } from './example-people.js'
import styles from './sign-in-page.module.css'

/** Where one comes in: through the identity provider, or, on an embedded stack, as one of its example people. */
export function SignInPage() {
  usePageTitle('Sign in')
  const search: Filters = useSearch({ strict: false })
  const ways = queries.useQuery('get', '/v1/session/ways', {}, { staleTime: 60_000 })
  return (
    <main className={styles.page}>
      <h1>Meterlift</h1>
      {search.refused === 'true' && (
        <Notice tone="bad" title="You were not signed in" urgent>
          <p>
            Your identity provider did not vouch for you, gave you no role of Meterlift, or it took longer than ten
            minutes. Nobody is signed in.
          </p>
          <p>
            Try again; if it comes again, ask whoever gives out the roles. The log of the service says which it was.
          </p>
        </Notice>
      )}
      <Loaded read={ways} what="Sign in" lines={5}>
        {(there) => <Ways ways={there} then={ownPath(search.then)} />}
      </Loaded>
    </main>
  )
}

/** Only a place in this console: an address that names another site is not one. */
function ownPath(then: string | undefined): string {
  return then !== undefined && /^\/(?![/\\])/.test(then) ? then : '/'
}

function Ways({ ways, then }: { readonly ways: Answer<'/v1/session/ways'>; readonly then: string }) {
  const { provider, providerName, examplePeople } = ways
  return (
    <>
      {provider && (
        <p>
          {/* Not a page of the console: the service sends the browser on to the provider. */}
          <a
            className={`${buttons.button} ${buttons.main}`}
            href={`/v1/session/sign-in?to=${encodeURIComponent(then)}`}
          >
            Sign in with {providerName}
          </a>
        </p>
      )}
      {examplePeople && <ExamplePeople then={then} />}
      {!provider && !examplePeople && (
        <Notice tone="info" title="Nobody signs in to the console here">
          This service takes access tokens and API tokens of programs alone. What is to be set so that people sign in
          with their identity provider is in docs/security.md.
        </Notice>
      )}
    </>
  )
}
