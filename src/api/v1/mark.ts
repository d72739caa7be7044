import { MeterliftError } from '../../domain/errors.js'

/**
 * The place in an If-Match header, where the ETag of a thing is `"<its name>.<place>"`; undefined: none was sent, or any
 * will do.
 * @param code of the refusal where the header is not the ETag of this thing
 * @throws MeterliftError with that code
 */
export function placeOf(ifMatch: string | undefined, name: string | number, code: string): number | undefined {
  if (ifMatch === undefined || ifMatch === '*') return undefined
  const before = `"${name}.`
  const place = ifMatch.startsWith(before) ? ifMatch.slice(before.length) : ''
  if (/^\d{1,15}"$/.test(place)) return Number(place.slice(0, -1))
  throw new MeterliftError(code, 'If-Match is not an ETag of this', {
    hint: 'send the ETag that came with it as it is',
  })
}
