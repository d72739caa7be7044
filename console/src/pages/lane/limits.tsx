import { useState } from 'react'
import { useMay } from '../../session/session.js'
import { Button } from '../../ui/button.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { Time } from '../../ui/time.js'
import { number } from '../../words/numbers.js'
import styles from './lane.module.css'
import type { OfLane } from './lane.js'
import { LimitsDialog, ResetDialog } from './limits-dialog.js'

/** What the programme allows, what holds now, and the temporary limits that a person set. */
export function Limits({ lane, etag }: OfLane) {
  const may = useMay('lanes:control')
  const [open, setOpen] = useState<'set' | 'reset' | null>(null)
  const { programme, override } = lane
  const rows = [
    ['Installations a minute', programme.ratePerMinute, lane.ratePerMinute],
    ['Installations a day', programme.dailyCapacity, lane.today.capacity],
    ['In flight at once', programme.inFlightLimit, lane.inFlightLimit],
  ] as const
  return (
    <Panel title="Limits">
      <PlainTable
        caption="Limits by the programme, and those that hold now"
        heads={['Limit', { title: 'By the programme', align: 'right' }, { title: 'Now', align: 'right' }]}
        rows={rows.map(([name, usual, now]) => ({
          key: name,
          cells: [name, number(usual), now === usual ? number(now) : <strong>{number(now)}</strong>],
        }))}
      />
      <p className="small quiet">
        {override === null ? (
          'No temporary limits. While the breaker ramps, the rate is a part of the whole.'
        ) : (
          <>
            Temporary, by {override.by} until <Time at={override.untilAt} show="both" />: “{override.reason}”.
          </>
        )}
      </p>
      <div className={styles.buttons}>
        <Button isDisabled={!may} onPress={() => setOpen('set')}>
          Set temporary limits…
        </Button>
        <Button isDisabled={!may || override === null} onPress={() => setOpen('reset')}>
          End them…
        </Button>
      </div>
      {open === 'set' && <LimitsDialog lane={lane} etag={etag} onClose={() => setOpen(null)} />}
      {open === 'reset' && <ResetDialog lane={lane} etag={etag} onClose={() => setOpen(null)} />}
    </Panel>
  )
}
