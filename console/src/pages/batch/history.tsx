import { batchStates, type BatchState } from '../../../../src/domain/batch/state.js'
import { Panel } from '../../ui/panel.js'
import { Timeline } from '../../ui/timeline.js'
import type { Tone } from '../../ui/tone.js'
import { batchStateWords, rateText } from '../../words/batches.js'
import type { Batch, OfBatch } from './batch.js'

type BatchEvent = Batch['events'][number]

const words: Readonly<Record<string, readonly [text: string, tone: Tone]>> = {
  planned: ['Planned', 'info'],
  submit: ['Put forward for approval', 'info'],
  approve: ['Approved', 'good'],
  refuse: ['Refused', 'bad'],
  start: ['Started', 'info'],
  pause: ['Pause requested', 'warn'],
  trip: ['Paused by its error threshold', 'bad'],
  halt: ['Halted: nothing is in flight', 'warn'],
  resume: ['Resumed', 'info'],
  cancel: ['Cancel requested', 'bad'],
  finish: ['Ended by a person', 'info'],
  end: ['Ended', 'info'],
  emptied: ['Closed: all its members are at their end', 'good'],
  authorised: ['Authorised', 'good'],
  refused: ['Authorisation refused', 'bad'],
  partly: ['Authorised in part', 'warn'],
  'wave-open': ['Wave opened', 'info'],
  'wave-passed': ['Wave passed', 'good'],
  'wave-short': ['Wave short of its threshold', 'bad'],
  'wave-skip': ['Wave skipped', 'warn'],
  'wave-hold': ['Wave held', 'warn'],
  rate: ['Rate changed', 'info'],
}

const isState = (text: string | null): text is BatchState => batchStates.some((state) => state === text)

/** Who did what, the latest first. */
export function History({ batch: { events } }: OfBatch) {
  const latest = events.map((event, index) => ({ event, key: String(index) })).reverse()
  return (
    <Panel title="Who did what" aside="the latest first">
      <Timeline
        entries={latest.map(({ event, key }) => ({
          key,
          at: event.at,
          tone: words[event.kind]?.[1] ?? 'quiet',
          text: textOf(event),
          note: noteOf(event),
        }))}
      />
    </Panel>
  )
}

function textOf({ kind, detail }: BatchEvent): string {
  const text = words[kind]?.[0] ?? kind
  const { wave, supplier, to } = detail ?? {}
  if (typeof wave === 'number') return text.replace('Wave', `Wave ${wave}`)
  if (typeof supplier === 'string') return `${text}: ${supplier}`
  if (kind === 'rate') return `${text}: ${rateText(typeof to === 'number' ? to : null)}`
  return text
}

function noteOf({ actor, to, reason }: BatchEvent): string {
  const who = actor === 'batch' ? 'by itself' : `by ${actor}`
  const state = isState(to) ? `; then ${batchStateWords[to].label.toLowerCase()}` : ''
  return `${who}${reason === null ? '' : `: “${reason}”`}${state}`
}
