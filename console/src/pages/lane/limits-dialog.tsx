import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api/call.js'
import { onSeen } from '../../api/marked.js'
import { ActDialog } from '../../ui/act-dialog.js'
import { Fields, TextField } from '../../ui/fields.js'
import { wholeIn } from '../../ui/whole.js'
import { londonInstant, londonWall } from '../../words/times.js'
import { number } from '../../words/numbers.js'
import { useSeenLane, type OfLane } from './lane.js'

type Dialog = OfLane & { readonly onClose: () => void }

const names = ['ratePerMinute', 'dailyCapacity', 'inFlightLimit'] as const
type Name = (typeof names)[number]
const labels: Readonly<Record<Name, string>> = {
  ratePerMinute: 'Installations a minute',
  dailyCapacity: 'Installations a day',
  inFlightLimit: 'In flight at once',
}
const most = 10_000_000
const twoHoursMs = 2 * 3_600_000

/** Asks for temporary limits; what is left empty stays the programme's. */
export function LimitsDialog({ onClose, ...looked }: Dialog) {
  const client = useQueryClient()
  const [{ value: lane, etag }, decide] = useSeenLane(looked)
  const [until, setUntil] = useState(() => londonWall(new Date(Date.now() + twoHoursMs)))
  const [typed, setTyped] = useState<Readonly<Record<Name, string>>>({
    ratePerMinute: '',
    dailyCapacity: '',
    inFlightLimit: '',
  })
  const given = names.filter((name) => typed[name].trim() !== '')
  const least = (name: Name): number => (name === 'dailyCapacity' ? 0 : 1)
  const wrong = given.filter((name) => wholeIn(typed[name], least(name), most) === undefined)
  const end = londonInstant(until)
  return (
    <ActDialog
      title={`Temporary limits of ${lane.name}`}
      count={1}
      noun="lane"
      consequence={
        <>
          <p>
            They hold from the next claim on, in place of any before, and end by themselves: at most 31 days ahead. What
            shall last is a change of the programme.
          </p>
          <LimitsNow lane={lane} />
        </>
      }
      confirm="Set the limits"
      ready={given.length > 0 && wrong.length === 0 && end !== undefined}
      act={async ({ reason, key }) => {
        const limits = Object.fromEntries(given.map((name) => [name, wholeIn(typed[name], least(name), most)]))
        await decide(() =>
          api.POST('/v1/lanes/{lane}/limits', {
            params: { path: { lane: lane.lane }, header: onSeen(etag, key) },
            body: { reason, until: end ?? '', ...limits },
          }),
        )
        await client.invalidateQueries()
        return <p>The limits of {lane.name} hold.</p>
      }}
      onClose={onClose}
    >
      <Fields>
        {names.map((name) => (
          <TextField
            key={name}
            label={labels[name]}
            hint={`empty: ${number(lane.programme[name])}, by the programme`}
            value={typed[name]}
            onChange={(value) => setTyped((before) => ({ ...before, [name]: value }))}
            error={wrong.includes(name) ? `Give a whole number from ${least(name)}.` : undefined}
            numeric
          />
        ))}
        <TextField
          label="Until (London time)"
          type="datetime-local"
          value={until}
          onChange={setUntil}
          error={end === undefined ? 'Give day and time.' : undefined}
        />
      </Fields>
    </ActDialog>
  )
}

/** Asks before the programme's limits hold again. */
export function ResetDialog({ onClose, ...looked }: Dialog) {
  const client = useQueryClient()
  const [{ value: lane, etag }, decide] = useSeenLane(looked)
  return (
    <ActDialog
      title={`End the temporary limits of ${lane.name}`}
      count={1}
      noun="lane"
      consequence={
        <>
          <p>From the next claim on the programme’s limits hold again.</p>
          <LimitsNow lane={lane} />
        </>
      }
      confirm="End them"
      act={async ({ reason, key }) => {
        await decide(() =>
          api.POST('/v1/lanes/{lane}/limits/reset', {
            params: { path: { lane: lane.lane }, header: onSeen(etag, key) },
            body: { reason },
          }),
        )
        await client.invalidateQueries()
        return <p>The programme’s limits hold for {lane.name}.</p>
      }}
      onClose={onClose}
    />
  )
}

/** What the lane goes by now; while the breaker ramps, the rate is a part of it. */
function LimitsNow({ lane: { ratePerMinute, today, inFlightLimit, override } }: Pick<OfLane, 'lane'>) {
  return (
    <p className="quiet">
      Now: {number(ratePerMinute)} a minute, {number(today.capacity)} a day, {number(inFlightLimit)} in flight
      {override === null ? ', by the programme' : `, by ${override.by}`}.
    </p>
  )
}
