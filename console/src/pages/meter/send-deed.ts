import { api } from '../../api/call.js'
import { onSeen } from '../../api/marked.js'
import { lossReasons, type CommandKind } from '../../../../src/domain/journey/happening.js'
import { exclusionCategories } from '../../../../src/domain/programme.js'
import type { Act } from '../../ui/act-dialog.js'
import type { Draft } from '../../ui/inputs.js'
import { londonInstant } from '../../words/times.js'
import { correctionsIn, heldOf } from './deed-inputs.js'
import type { StoryRead } from './story.js'

/** Sends a decision about a meter, on what was looked at, and answers where the meter stands then. */
export async function sendDeed(action: CommandKind, { story, etag }: StoryRead, draft: Draft, { reason, key }: Act) {
  const given = (name: string): string => (draft[name] ?? '').trim()
  const maybe = (name: string): string | undefined => (given(name) === '' ? undefined : given(name))
  const params = {
    path: { meter: String(story.journeyId) },
    header: onSeen(etag, key),
  }
  const sent = (): Promise<{ data?: { stage: typeof story.stage; code: string | null } }> => {
    switch (action) {
      case 'retry': {
        const at = maybe('at')
        const body = { reason, at: at === undefined ? null : (londonInstant(at) ?? at), fix: maybe('fix') }
        return api.POST('/v1/meters/{meter}/retry', { params, body })
      }
      case 'withdraw':
        return api.POST('/v1/meters/{meter}/withdraw', { params, body: { reason } })
      case 'authorise':
        return api.POST('/v1/meters/{meter}/authorise', { params, body: { reason } })
      case 'replace':
        return api.POST('/v1/meters/{meter}/replace', { params, body: replaceBody(given, maybe, reason) })
      case 'exclude': {
        const category = exclusionCategories.find((each) => each === given('category'))
        if (category === undefined) throw new Error('no category was chosen')
        return api.POST('/v1/meters/{meter}/exclude', {
          params,
          body: { reason, category, evidence: given('evidence') },
        })
      }
      case 'reopen':
        return api.POST('/v1/meters/{meter}/reopen', { params, body: { reason } })
      case 'lose': {
        const because = lossReasons.find((each) => each === given('because'))
        if (because === undefined) throw new Error('no reason of the loss was chosen')
        const body = { reason, because, on: maybe('on') }
        return api.POST('/v1/meters/{meter}/lose', { params, body })
      }
      case 'correct':
        return api.POST('/v1/meters/{meter}/correct', {
          params,
          body: { reason, set: correctionsIn(draft, heldOf(story)) },
        })
      case 'change-supplier': {
        const body = { reason, supplier: given('supplier'), gainedOn: maybe('gainedOn') }
        return api.POST('/v1/meters/{meter}/change-supplier', { params, body })
      }
    }
  }
  const { data } = await sent()
  if (data === undefined) throw new Error('the service answered without saying where the meter stands')
  return data
}

type ReadGiven = (name: string) => string

function replaceBody(given: ReadGiven, maybe: (name: string) => string | undefined, reason: string) {
  const on = maybe('on')
  switch (given('step')) {
    case 'order':
      return { step: 'order', reason, on } as const
    case 'appoint':
      return { step: 'appoint', reason, on: given('on') } as const
    case 'visit-failed':
      return { step: 'visit-failed', reason, on, why: given('why') } as const
    case 'done':
      return { step: 'done', reason, on, newDeviceId: given('newDeviceId') } as const
    default:
      return { step: 'cancel', reason } as const
  }
}
