import type { ReactNode } from 'react'
import type { DeviceModel } from '../../../../src/domain/meter.js'
import type { Programme, TimeWindow } from '../../../../src/domain/programme.js'
import type { ProgrammeFile } from '../../../../src/domain/programme-files.js'
import { Day } from '../../ui/time.js'
import { windowText } from '../../words/lanes.js'
import { money, number } from '../../words/numbers.js'
import { valueText, waitText } from './content.js'

/** One part of the programme as a table. */
export interface Part {
  readonly key: string
  readonly title: string
  /** File of the programme’s folder from which it comes. */
  readonly file: ProgrammeFile
  readonly heads: readonly (string | { readonly title: string; readonly align: 'right' })[]
  readonly rows: readonly {
    readonly key: string
    /** Words by which it is found, where there is no more than is seen. */
    readonly text: string
    readonly cells: readonly ReactNode[]
  }[]
}

const right = (title: string) => ({ title, align: 'right' }) as const
const none = <span className="quiet">–</span>
const day = (on: string | null): ReactNode => (on === null ? none : <Day on={on} />)
const model = (of: DeviceModel | null): string => (of === null ? '–' : `${of.manufacturer} ${of.model} ${of.firmware}`)
const yesNo = (is: boolean): string => (is ? 'yes' : 'no')

/** The parts of a programme, each a table, in the order in which they are best read. */
export function partsOf(programme: Programme): readonly Part[] {
  return [
    cohorts(programme),
    epcl(programme),
    policies(programme),
    retry(programme),
    lanes(programme),
    ...lists(programme),
  ]
}

function cohorts({ cohorts: of }: Programme): Part {
  return {
    key: 'cohorts',
    title: 'Cohorts',
    file: 'cohorts.yaml',
    heads: ['Cohort', 'Makers of hubs', 'Lane', 'Decision', 'From', 'Live on'],
    rows: of.flatMap(({ id, name, makers, laneId, decisions }) =>
      decisions.map(({ from, decision, liveOn }, index) => ({
        key: `${id} ${from}`,
        text: [id, name, ...makers].join(' '),
        cells: [
          index === 0 ? <strong key="name">{name}</strong> : '',
          index === 0 ? makers.join(', ') : '',
          index === 0 ? laneId : '',
          decision,
          <Day key="from" on={from} />,
          day(liveOn),
        ],
      })),
    ),
  }
}

function epcl({ epcl: of }: Programme): Part {
  return {
    key: 'epcl',
    title: 'EPCL',
    file: 'epcl.csv',
    heads: ['Entry', 'Electricity meter', 'Gas meter', 'Communications hub', 'CSP', 'On the list from', 'Until'],
    rows: of.map(({ id, esme, gsme, hub, csp, addedOn, removedOn }) => ({
      key: id,
      text: [id, model(esme), model(gsme), model(hub), csp].join(' '),
      cells: [<code key="id">{id}</code>, model(esme), model(gsme), model(hub), csp, day(addedOn), day(removedOn)],
    })),
  }
}

function policies({ policies: of }: Programme): Part {
  return {
    key: 'policies',
    title: 'Policies',
    file: 'policies.yaml',
    heads: [
      'Policy',
      'In force from',
      right('Months'),
      'Clock starts',
      'After a gain',
      'Backstop',
      'Days before the date',
      'Source',
    ],
    rows: of.map((policy) => ({
      key: policy.id,
      text: [policy.id, policy.title, policy.source].join(' '),
      cells: [
        policy.title,
        <Day key="from" on={policy.effectiveFrom} />,
        policy.windowMonths,
        policy.startRule === 'cohort-live' ? 'cohort is live' : 'it can be enrolled',
        policy.gainRule === 'keep' ? 'the date stays' : 'the window begins anew',
        day(policy.backstop),
        `decision ${policy.decisionPointDays}, due soon ${policy.dueSoonDays}, reminders ${policy.reminders.join(', ')}`,
        policy.source,
      ],
    })),
  }
}

function retry({ retry: { rules } }: Programme): Part {
  return {
    key: 'retry',
    title: 'Retry table',
    file: 'retry.csv',
    heads: ['Code', 'Meaning', 'Who acts', 'Asks for', 'Waits', 'If excluded', 'Remedy'],
    rows: rules.map((rule) => ({
      key: rule.code,
      text: [rule.code, rule.meaning, rule.owner, rule.remedy].join(' '),
      cells: [
        <code key="code">{rule.code}</code>,
        rule.meaning,
        rule.owner,
        rule.class === 'fix-first' ? `fix first: ${rule.fix ?? 'other'}` : rule.class,
        rule.waits.length === 0 ? none : rule.waits.map(waitText).join(', '),
        rule.exclusion?.replaceAll('-', ' ') ?? none,
        rule.remedy,
      ],
    })),
  }
}

function lanes({ lanes: of }: Programme): Part {
  return {
    key: 'lanes',
    title: 'Lanes',
    file: 'lanes.yaml',
    heads: [
      'Lane',
      right('A minute'),
      right('A day'),
      right('Supplier’s minimum'),
      'Hours',
      'Prepayment',
      right('In flight'),
      right('An attempt'),
      'Breaker',
    ],
    rows: of.map((lane) => ({
      key: lane.id,
      text: `${lane.id} ${lane.name}`,
      cells: [
        lane.name,
        number(lane.ratePerMinute),
        number(lane.dailyCapacity),
        number(lane.supplierMinimum),
        windows(lane.windows),
        `${windows(lane.prepayment.windows)}; ${number(lane.prepayment.dailyCap)} a day`,
        number(lane.inFlightLimit),
        money(lane.attemptCostPence),
        `opens at ${lane.breaker.failurePercent}% of ${lane.breaker.minimumSample}, for ${lane.breaker.openMinutes} min`,
      ],
    })),
  }
}

function windows(of: readonly TimeWindow[]): string {
  return of.map(windowText).join('; ')
}

function lists({ suppliers, smsos, cpl, bankHolidays }: Programme): readonly Part[] {
  return [
    {
      key: 'suppliers',
      title: 'Suppliers',
      file: 'suppliers.yaml',
      heads: ['Supplier', 'Id', 'Also called', 'Installed SMETS1', 'DCC User', 'Standing authorisation'],
      rows: suppliers.map(({ id, name, aliases, installing, dccUser, standingAuthorisation }) => ({
        key: id,
        text: [id, name, ...aliases].join(' '),
        cells: [
          name,
          <code key="id">{id}</code>,
          valueText(aliases),
          yesNo(installing),
          yesNo(dccUser),
          yesNo(standingAuthorisation),
        ],
      })),
    },
    {
      key: 'smsos',
      title: 'SMSOs',
      file: 'smsos.yaml',
      heads: ['SMSO', 'Id', 'Also called'],
      rows: smsos.map(({ id, name, aliases }) => ({
        key: id,
        text: [id, name, ...aliases].join(' '),
        cells: [name, <code key="id">{id}</code>, valueText(aliases)],
      })),
    },
    {
      key: 'cpl',
      title: 'CPL',
      file: 'cpl.csv',
      heads: ['Device model', 'On the list from', 'Until'],
      rows: cpl.map((entry) => ({
        key: `${model(entry)} ${entry.addedOn}`,
        text: model(entry),
        cells: [model(entry), day(entry.addedOn), day(entry.removedOn)],
      })),
    },
    {
      key: 'bank-holidays',
      title: 'Bank holidays',
      file: 'bank-holidays.csv',
      heads: ['Day', 'Where', 'Name'],
      rows: bankHolidays.map(({ date, division, name }) => ({
        key: `${date} ${division}`,
        text: `${date} ${division} ${name}`,
        cells: [<Day key="on" on={date} />, division === 'scotland' ? 'Scotland' : 'England and Wales', name],
      })),
    },
  ]
}
