import { problemOf } from '../api/problem.js'
import { Button } from './button.js'
import { Notice } from './notice.js'

interface ProblemViewProps {
  readonly error: unknown
  readonly retry?: (() => void) | undefined
  /** What was wanted, as in “The list could not be read”. */
  readonly title?: string
}

/** What went wrong: sentence, what to do, stable code and the request's number in the log. */
export function ProblemView({ error, retry, title = 'This could not be read' }: ProblemViewProps) {
  const { code, detail, hint, instance, errors } = problemOf(error)
  return (
    <Notice
      tone="bad"
      title={title}
      urgent
      action={retry === undefined ? undefined : <Button onPress={retry}>Try again</Button>}
    >
      <p>{sentence(detail)}</p>
      {hint !== undefined && <p>What to do: {sentence(hint)}</p>}
      {errors !== undefined && errors.length > 1 && (
        <ul>
          {errors.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {path}: {message}
            </li>
          ))}
        </ul>
      )}
      <p className="small quiet">
        Code <code>{code}</code>
        {instance !== undefined && (
          <>
            , request <code>{instance}</code>
          </>
        )}
      </p>
    </Notice>
  )
}

/** The API's sentences begin small, since they stand after a code elsewhere. */
export function sentence(text: string): string {
  const first = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(first) ? first : `${first}.`
}
