import { addDays } from '../../src/domain/calendar.js'

/** One thing that a page of the console asks. */
export interface Question {
  /** Below /v1, with its query. */
  readonly url: string
  /** Also a page far down in the list: the place of its cursor. */
  readonly deep?: number
}

/** What stands for the parameters of paths and in filters: things that the register has. */
export interface Known {
  readonly today: string
  readonly meters: number
  readonly meterPoint: string
  readonly deviceId: string
  readonly hubId: string
  readonly firmware: string
  readonly openBatch: number
  readonly overBatch: number
  readonly action: number
  readonly operation: string
  readonly view: number
}

/** Routes that no page reads as data: what each is instead. */
export const notAsked: Readonly<Record<string, string>> = {
  '/meters.csv': 'a file (--stream)',
  '/exceptions/meters.csv': 'a file',
  '/figures.csv': 'a file',
  '/batches/{batch}/members.csv': 'a file',
  '/actions/{action}/members.csv': 'a file',
  '/batches/{batch}/authorisations': 'a file',
  '/imports/{import}/problems.csv': 'a file',
  '/imports/{import}/quarantine.csv': 'a file',
  '/programme/proposals/{proposal}': 'there is none',
  '/events': 'a stream: one look a second for all who listen',
  '/session/people': 'example people, who are not there',
  '/session/sign-in': 'the identity provider, who is not there',
  '/session/callback': 'the identity provider, who is not there',
}

/** The filters by which people look at meters; each is counted and listed. */
const filters = ({ today, firmware }: Known): readonly string[] => [
  'stage=needs-action',
  'stage=retry&failure=W101',
  'open-failure=true&failure=K401',
  'lane=itron&standing=in-flight',
  'code=ELG_EVIDENCE_MISSING',
  `duty=open&due-before=${today}`,
  `duty=open&due-from=${today}&due-before=${addDays(today, 60)}`,
  `due-from=${addDays(today, 30)}&due-before=${addDays(today, 31)}`,
  'duty=met-late',
  'health=overdue',
  'health=due-soon&stage=needs-action',
  `firmware=${firmware}&stage=needs-action`,
  'payment-mode=prepayment&stage=migration',
  'service=dormant&stage=waiting',
  'fuel=gas&stage=blocked',
  'owner=team-1',
  'referral=proposed',
  'referral=referred&cohort=edmi',
  'reference=INC-17',
]

/** What people of the operations team ask. */
export function fleetQuestions(known: Known): readonly Question[] {
  const { today, meters, openBatch, overBatch, action } = known
  const middle = Math.floor(meters * 0.6)
  return [
    ...shared(known),
    ...['/status?lane=itron', '/status?supplier=edf', '/status?cohort=edmi', '/duties?supplier=edf'].map(of),
    ...['/failures?lane=itron', '/exceptions?lane=itron', '/exceptions/meters?lane=edmi&code=INV_HUB'].map(of),
    ...[
      ...filters(known),
      'supplier=edf&stage=needs-action',
      'supplier=harbour-light&cohort=edmi&stage=blocked',
    ].flatMap((filter) => [of(`/meters/count?${filter}`), { url: `/meters?${filter}`, deep: middle }]),
    { url: '/exceptions/meters', deep: middle },
    { url: '/decisions' },
    ...['/decisions?about=batch', '/decisions?actor=bob', `/decisions?from=${today}T00:00:00Z`].map(of),
    { url: '/actions', deep: 5 },
    ...[
      '/actions?open=true',
      '/actions?kind=hand',
      `/actions/${action}`,
      `/actions/${action}/members?state=refused`,
    ].map(of),
    { url: `/actions/${action}/members`, deep: middle },
    of(`/actions/${action}/members?outcome=failed`),
    ...['/authorisations', '/authorisations?awaited=true', '/authorisations?supplier=fenside-energy'].map(of),
    ...['/lanes', '/lanes/itron', '/lane-events?lane=itron', '/notifications'].map(of),
    { url: '/lane-events', deep: 100 },
    { url: '/notifications?lane=itron', deep: 100 },
    { url: '/batches', deep: 10 },
    ...[
      '/batches?open=true',
      '/batches?open=true&health=true',
      '/batches?attention=true',
      '/batches?state=finished',
    ].map(of),
    ...[`/batches/${openBatch}`, `/batches/${overBatch}`].map(of),
    { url: `/batches/${openBatch}/members`, deep: middle },
    { url: `/batches/${openBatch}/members?state=failed`, deep: middle },
    ...[`/batches/${openBatch}/members?state=waiting&wave=3`, `/batches/${overBatch}/members?code=K401`].map(of),
    { url: '/imports', deep: 10 },
    of('/imports/3/problems?code=CHECK_DIGIT'),
    ...[
      '/imports/3',
      '/programme',
      '/programme/versions',
      '/programme/versions/1',
      '/programme/versions/1/differences',
      '/programme/proposals',
    ].map(of),
    { url: '/audit', deep: 500 },
    ...[
      '/audit?actor=person%207',
      '/audit?target=/v1/search?q=777',
      '/audit?code=METER_MOVED',
      '/audit?phase=answered',
    ].map(of),
    ...['/tokens', '/session/ways', `/operations/${known.operation}`, `/audit?from=${today}T00:00:00Z`].map(of),
  ]
}

/** What people of a supplier ask. */
export function supplierQuestions(known: Known): readonly Question[] {
  const middle = Math.floor(known.meters * 0.6)
  return [
    ...shared(known),
    ...filters(known).flatMap((filter) => [of(`/meters/count?${filter}`), { url: `/meters?${filter}`, deep: middle }]),
    { url: '/exceptions/meters', deep: middle },
    ...['/actions', '/actions?open=true', '/authorisations', '/authorisations?awaited=true'].map(of),
  ]
}

/** What both ask. */
function shared(known: Known): readonly Question[] {
  const { today, meters, meterPoint, deviceId, hubId } = known
  return [
    ...['/status', '/failures', '/failures?failure=W101', '/failures?firmware=1.0', '/duties'].map(of),
    of(`/duties/days?from=${today}&to=${addDays(today, 31)}`),
    of(`/duties/days?from=${addDays(today, -180)}&to=${addDays(today, 180)}`),
    ...['/exceptions', '/exceptions?owner=smso', '/exceptions/meters?owner=smso', '/codes', '/words'].map(of),
    { url: '/meters', deep: Math.floor(meters * 0.6) },
    of('/meters/count'),
    ...[meterPoint, deviceId, hubId, '77', 'nothing'].map((q) => of(`/search?q=${q}`)),
    of(`/meters/${deviceId}`),
    ...['overdue', 'due-soon', 'on-track', 'not-started'].map((health) => of(`/meters?health=${health}&sort=due`)),
    ...['/changes', '/changes?direction=gained', '/replacements', '/replacements?open=true', '/figures?months=24'].map(
      of,
    ),
    { url: '/exceptions/meters?state=closed', deep: Math.floor(meters * 0.6) },
    ...['/operations', '/views?page=meters', `/views/${known.view}`, '/session'].map(of),
  ]
}

const of = (url: string): Question => ({ url })
