import type { Answer } from '../../api/call.js'
import type { Filters } from '../../ui/filters.js'

export interface OfStatus {
  readonly status: Answer<'/v1/status'>
  /** The part of the fleet that is shown: a link to the meters carries it on. */
  readonly filters: Filters
}
