import { keepPreviousData } from '@tanstack/react-query'
import { queries } from '../../api/call.js'
import type { MeterWords } from '../../parts/act/order.js'
import { usePaused } from '../../ui/use-paused.js'
import type { AskedPlan } from './plan-form.js'

/** What a batch is asked for: its meters and its plan. */
export interface Asked {
  readonly filter: MeterWords
  readonly devices: string | null
  readonly plan: AskedPlan
}

const pauseMs = 500

/** Tries dry what is asked for, once nothing was changed for a moment; null: it cannot be asked yet. */
export function useDryRun(asked: Asked | null) {
  // Compared as text: the same question is asked once.
  const text = asked === null ? null : JSON.stringify(asked)
  const paused = usePaused(text, pauseMs)
  const run = queries.useQuery(
    'post',
    '/v1/batches/dry-run',
    { body: paused === null ? {} : (JSON.parse(paused) as Asked) },
    { enabled: paused !== null, placeholderData: keepPreviousData, retry: false },
  )
  return { run, changing: text !== paused || run.isFetching }
}
