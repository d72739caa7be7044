import type { PendingQuery, Row } from 'postgres'
import { assertNever } from '../../domain/assert-never.js'
import type { EpochMs, JourneyId } from '../../domain/brands.js'
import type { ActionRequest } from '../../domain/action/request.js'
import type { Queryable } from '../database.js'
import type { ActionRow } from './carry.js'
import { standsAsCounted } from './send.js'

type Fragment = PendingQuery<Row[]>

/** What an action writes on a failure's case, and how the meter's story tells it. */
interface CaseEntry {
  readonly columns: Readonly<Record<string, string | EpochMs>>
  readonly code: string
  readonly text: string
}

function entryOf(request: ActionRequest, actor: string, now: EpochMs): CaseEntry {
  const at = new Date(now).toISOString()
  switch (request.kind) {
    case 'fixed':
      return { columns: { fixed_at: at, fixed_by: actor, fix: request.fix }, code: 'FIX_DONE', text: request.fix }
    case 'hand':
      return {
        columns: { handed_at: at, handed_by: actor, owner: request.owner, owner_note: request.note },
        code: 'HANDED_OVER',
        text: `${request.owner}: ${request.note}`,
      }
    case 'refer':
      return {
        columns: {
          referral: 'referred',
          referred_at: at,
          referred_by: actor,
          addressee: request.addressee,
          reference: request.reference,
        },
        code: 'REFERRED',
        text: `${request.addressee}, ${request.reference}`,
      }
    case 'answer':
      return {
        columns: { referral: 'answered', answered_at: at, answered_by: actor, answer: request.answer },
        code: 'REFERRAL_ANSWERED',
        text: request.answer,
      }
    case 'retry':
    case 'correct':
    case 'exclude':
    case 'replace':
      throw new Error(`${request.kind} is carried out by the journey`)
    default:
      return assertNever(request, 'request of an action')
  }
}

/**
 * Records on each failure's case what an action says of it, with its evidence. It moves no stage, so no journey is told.
 * @returns the journeys that still stand as they were counted, and so have it on record
 */
export async function recordCase(
  tx: Queryable,
  action: ActionRow,
  ids: readonly JourneyId[],
  now: EpochMs,
): Promise<readonly JourneyId[]> {
  const { columns, code, text } = entryOf(action.request, action.actor, now)
  const listed = (form: (name: string) => Fragment) =>
    Object.keys(columns).map((name, i) => (i === 0 ? form(name) : tx`, ${form(name)}`))
  const names = listed((name) => tx`${tx(name)}`)
  const recorded = await tx<{ journey_id: JourneyId }[]>`
    with reached as (
      insert into failure_case (journey_id, since, code, ${names})
      select j.journey_id, coalesce(j.failed_at, j.stage_since), coalesce(j.failure_code, j.code), ${names}
      from action_member m join journey j using (journey_id)
      cross join jsonb_populate_record(null::failure_case, ${tx.json(columns)}) x
      where m.action_id = ${action.action_id} and m.journey_id = any(${[...ids]}::bigint[]) and ${standsAsCounted(tx)}
      on conflict (journey_id, since) do update set ${listed((name) => tx`${tx(name)} = excluded.${tx(name)}`)}
      returning journey_id
    ), told as (
      insert into evidence (journey_id, at, kind, code, cause, actor, programme_version, detail)
      select journey_id, ${now}, 'note', ${code}, ${action.reason ?? text}, ${action.actor}, ${action.programme_version},
             ${tx.json({ text, action: action.action_id })}
      from reached
    )
    select journey_id from reached`
  return recorded.map(({ journey_id }) => journey_id)
}
