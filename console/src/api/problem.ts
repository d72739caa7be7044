/** What the API says went wrong (RFC 9457), or what kept it from saying anything. */
export interface Problem {
  readonly status: number
  readonly code: string
  readonly detail: string
  readonly hint?: string
  readonly instance?: string
  readonly errors?: readonly { readonly in: string; readonly path: string; readonly message: string }[]
}

/** Every failed call throws this one error, whatever failed. */
export class ProblemError extends Error {
  constructor(
    readonly problem: Problem,
    options?: ErrorOptions,
  ) {
    super(problem.detail, options)
    this.name = 'ProblemError'
  }
}

/** The problem of anything that was thrown. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem
  if (error instanceof TypeError) {
    return {
      status: 0,
      code: 'SERVICE_AWAY',
      detail: 'The service does not answer.',
      hint: 'See whether npm start (or the service) still runs and the network is there; then try again.',
    }
  }
  return {
    status: 0,
    code: 'CONSOLE_FAULT',
    detail: error instanceof Error ? error.message : String(error),
    hint: 'Reload the page. If it comes again, tell whoever looks after Meterlift.',
  }
}

/** Reads the body of a refused answer. */
export async function readProblem(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  if (isProblem(body)) return body
  return {
    status: response.status,
    code: `HTTP_${response.status}`,
    detail: `The service answered ${response.status} without saying why.`,
    hint: 'Try again; the log of the service says more.',
  }
}

function isProblem(body: unknown): body is Problem {
  return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'status' in body
}
