import { useState, type ComponentProps } from 'react'
import { ActMenu } from '../../parts/act/act-menu.js'
import type { MeterWords } from '../../parts/act/order.js'
import { Button } from '../../ui/button.js'
import { To } from '../../ui/link.js'
import { Panel } from '../../ui/panel.js'
import { PlainTable } from '../../ui/plain-table.js'
import { sentence } from '../../ui/problem-view.js'
import { Time } from '../../ui/time.js'
import { counted, number } from '../../words/numbers.js'
import type { FailureGroup } from './failures-page.js'
import styles from './failures.module.css'
import { Trend } from './trend.js'

export interface FailureCodeProps {
  readonly groups: readonly FailureGroup[]
  /** Those of the page: what is counted here is what is acted on. */
  readonly filters: Omit<MeterWords, 'open-failure'>
  readonly ask: ComponentProps<typeof ActMenu>['ask']
}

/** Causes that are shown at first: the largest. */
const few = 5

const right = (title: string) => ({ title, align: 'right' }) as const

/** Failures of one code, of which there is at least one: what it means, who must act and how, and the cohorts, lanes and firmwares in which it is open. */
export function FailureCode({ groups, filters, ask }: FailureCodeProps) {
  const [all, showAll] = useState(false)
  const [first] = groups
  if (first === undefined) return null
  const { failure, meaning, owner, remedy } = first
  const meters = groups.reduce((sum, group) => sum + group.meters, 0)
  const shown = all || groups.length <= few + 1 ? groups : groups.slice(0, few)
  const whole: MeterWords = { ...filters, failure, 'open-failure': 'true' }
  return (
    <Panel
      title={`${failure}: ${meaning}`}
      aside={
        <span className={styles.aside}>
          <To page="/meters" filters={linkOf(whole)}>
            {counted(meters, 'meter')}
          </To>
          <To page="/actions" filters={{ failure }}>
            Actions on {failure}
          </To>
          {groups.length > 1 && (
            <ActMenu label={`Act on all ${failure}`} set={{ filter: whole, words: failure }} ask={ask} />
          )}
        </span>
      }
    >
      <p className={styles.remedy}>
        <strong>{owner}</strong> must act: {sentence(remedy)} {doneText(groups)}
      </p>
      <PlainTable
        caption={`Where ${failure} is open`}
        heads={[
          'Cohort',
          'Lane',
          'Firmware',
          right('Meters'),
          right('To retry'),
          right('Need action'),
          right('Due soon'),
          'Last seven days',
          'First',
          'Last',
          'Do',
        ]}
        rows={shown.map((group) => {
          const filter = filterOf(group, whole)
          return {
            key: JSON.stringify([group.cohort, group.lane, group.firmware]),
            cells: [
              group.cohort ?? '–',
              group.lane ?? '–',
              group.firmware ?? '–',
              filter === null ? (
                number(group.meters)
              ) : (
                <To key="meters" page="/meters" filters={linkOf(filter)}>
                  {number(group.meters)}
                </To>
              ),
              number(group.retrying),
              number(group.needAction),
              group.dueSoon === 0 ? '0' : <strong key="due">{number(group.dueSoon)}</strong>,
              <Trend key="trend" days={group.days} trend={group.trend} />,
              <Time key="first" at={group.firstAt} />,
              <Time key="last" at={group.lastAt} />,
              filter === null ? '' : <ActMenu key="act" set={{ filter, words: wordsOf(group) }} ask={ask} />,
            ],
          }
        })}
      />
      {shown.length < groups.length && (
        <Button look="bare" onPress={() => showAll(true)}>
          Show all {groups.length} causes of {failure}
        </Button>
      )}
    </Panel>
  )
}

/** The meters of a group, in the words of the lists; null: they have no word for “none”, and would mean more than these. */
function filterOf({ cohort, lane, firmware }: FailureGroup, whole: MeterWords): MeterWords | null {
  if (cohort === null || lane === null || firmware === null) return null
  return { ...whole, cohort, lane, firmware }
}

const linkOf = (filter: MeterWords): Record<string, string> => ({ ...filter })

function wordsOf({ failure, cohort, lane, firmware }: FailureGroup): string {
  return [failure, cohort, lane, firmware === null ? null : `firmware ${firmware}`]
    .filter((each) => each !== null)
    .join(', ')
}

/** What people have done about these failures, where anything has been. */
function doneText(groups: readonly FailureGroup[]): string {
  const sum = (of: (group: FailureGroup) => number): number => groups.reduce((total, group) => total + of(group), 0)
  const said = [
    [sum(({ fixed }) => fixed), 'fixed, to be retried'],
    [sum(({ referrals }) => referrals.proposed), 'to be referred'],
    [sum(({ referrals }) => referrals.referred), 'referred, not answered yet'],
    [sum(({ referrals }) => referrals.answered), 'answered'],
  ] as const
  const parts = said.filter(([n]) => n > 0).map(([n, words]) => `${number(n)} ${words}`)
  return parts.length === 0 ? '' : `So far: ${parts.join('; ')}.`
}
