import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { queries } from '../api/call.js'
import { Button } from '../ui/button.js'
import { Loaded } from '../ui/loaded.js'
import { Notice } from '../ui/notice.js'
import { ProblemView } from '../ui/problem-view.js'
import { signIn } from './session.js'
import styles from './sign-in-page.module.css'

const roleWork: Readonly<Record<string, string>> = {
  operator: 'watches the fleet, decides, imports, proposes changes of the programme',
  approver: 'approves batches and programme changes, excludes and reopens',
  supplier: 'sees and decides about its own portfolio alone',
  auditor: 'reads everything, the audit log too',
  admin: 'may everything',
}

/** The invented people of an embedded stack. @param then where to go once somebody is signed in */
export function ExamplePeople({ then }: { readonly then: string }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const read = queries.useQuery('get', '/v1/session/people', {})
  const enter = useMutation({
    mutationFn: (person: string) => signIn(client, person),
    onSuccess: () => navigate({ href: then }),
  })
  return (
    <Loaded read={read} what="The example people" lines={5}>
      {({ warning, people }) => (
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
      )}
    </Loaded>
  )
}
