/**
 * An error meant for a person: a stable code, one sentence that says what is wrong and where, and what to do next.
 * The command line prints code, message and hint without a stack trace; the HTTP service maps the code to a status.
 */
export class MeterliftError extends Error {
  readonly code: string
  readonly hint: string | undefined

  constructor(code: string, message: string, options: { readonly hint?: string; readonly cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'MeterliftError'
    this.code = code
    this.hint = options.hint
  }
}
