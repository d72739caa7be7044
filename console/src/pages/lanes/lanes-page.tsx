import { useState } from 'react'
import { useLanes, type LaneLine } from '../../live/use-lanes.js'
import { whoMay } from '../../session/permission-gate.js'
import { useMay } from '../../session/session.js'
import { PageHeader } from '../../shell/page-header.js'
import { Button } from '../../ui/button.js'
import { DataTable } from '../../ui/data-table.js'
import { Empty } from '../../ui/empty.js'
import { Notice } from '../../ui/notice.js'
import { Panel } from '../../ui/panel.js'
import { Time } from '../../ui/time.js'
import { laneColumns } from './lane-columns.js'
import styles from './lanes.module.css'
import { StopDialog } from './stop-dialog.js'
import { Told } from './told.js'

interface Asked {
  readonly lane: LaneLine | null
  readonly lift: boolean
}

/** The ways into DCC: whether each works, what of its day is used, what waits; and the stops. */
export function Page() {
  const lanes = useLanes()
  const may = useMay('lanes:control')
  const [asked, ask] = useState<Asked | null>(null)
  const rows = lanes.data?.lanes ?? []
  const all = rows.find(({ stopped }) => stopped?.all === true)?.stopped ?? null
  return (
    <>
      <PageHeader
        title="Lanes"
        lead="A lane is a head end’s way into DCC. One that is slow, failing or closed never delays another."
      />
      {all !== null && (
        <Notice
          tone="bad"
          title="All lanes are stopped"
          action={
            <Button isDisabled={!may} onPress={() => ask({ lane: null, lift: true })}>
              Lift the stop of all lanes
            </Button>
          }
        >
          By {all.by}, <Time at={all.at} show="both" />: “{all.reason}”. What is in flight lands; nothing new is
          submitted.
        </Notice>
      )}
      <DataTable
        caption="Lanes"
        noun="lane"
        columns={laneColumns({
          may,
          onStop: (lane) => ask({ lane, lift: lane.stopped !== null && !lane.stopped.all }),
        })}
        read={{
          ...lanes,
          data: lanes.data === undefined ? undefined : { rows, next: null },
        }}
        rowKey={({ lane }) => lane}
        total={null}
        empty={<Empty title="The programme has no lanes">Lanes are in its lanes.yaml.</Empty>}
      />
      {!may && <p className="quiet">Stopping and limiting lanes is for {whoMay('lanes:control')}.</p>}
      <Told />
      <Panel title="Emergency stop">
        <div className={styles.emergency}>
          <span>
            Stops every lane at once, those too that a later programme brings. What is in flight lands. One lane alone
            is stopped in the list above, or on its own page.
          </span>
          <Button look="danger" isDisabled={!may || all !== null} onPress={() => ask({ lane: null, lift: false })}>
            Stop all lanes…
          </Button>
        </div>
        {all !== null && <p className="quiet">All lanes are stopped already.</p>}
      </Panel>
      {asked !== null && <StopDialog {...asked} lanes={rows.length} onClose={() => ask(null)} />}
    </>
  )
}
