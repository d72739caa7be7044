/** Something that was read with its ETag: what a command on it says it was decided on (If-Match). */
export interface Marked<T> {
  readonly value: T
  readonly etag: string | null
}

/** The answer of a GET, marked. */
export function marked<T>({ data, response }: { readonly data?: T; readonly response: Response }): Marked<T> {
  if (data === undefined) throw new Error(`${response.url} answered nothing`)
  return { value: data, etag: response.headers.get('etag') }
}

/** Headers of a command on what was read; a later decision of somebody else refuses it. */
export function onSeen(etag: string | null, key: string): { 'idempotency-key': string; 'if-match'?: string } {
  return { 'idempotency-key': key, ...(etag === null ? {} : { 'if-match': etag }) }
}
