/** One thing that is wrong in what was given: in which part or file and line, at which field, and what. */
export interface Wrong {
  readonly in: string
  readonly path: string
  readonly message: string
}

/**
 * An error meant for a person: a stable code, one sentence that says what is wrong and where, and what to do next.
 * The command line prints code, message and hint without a stack trace; the HTTP service maps the code to a status.
 */
export class MeterliftError extends Error {
  readonly code: string
  readonly hint: string | undefined
  /** Each thing that is wrong, where there may be several. */
  readonly errors: readonly Wrong[] | undefined

  constructor(
    code: string,
    message: string,
    options: { readonly hint?: string; readonly cause?: unknown; readonly errors?: readonly Wrong[] } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'MeterliftError'
    this.code = code
    this.hint = options.hint
    this.errors = options.errors
  }
}
