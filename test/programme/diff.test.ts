import { beforeAll, describe, expect, it } from 'vitest'
import type { Programme } from '../../src/domain/programme.js'
import { describeDiff } from '../../src/programme/describe-diff.js'
import { diffProgrammes } from '../../src/programme/diff.js'
import type { TouchedParts } from '../../src/programme/diff-types.js'
import { ProgrammeFolder, shipped } from './support/folder.js'

const untouched: TouchedParts = {
  cohorts: new Set(),
  epclKeys: [],
  cplModels: [],
  suppliers: new Set(),
  smsos: new Set(),
  lanes: new Set(),
  policies: false,
  retry: false,
  switches: false,
  checks: false,
  records: false,
}

interface Case {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
  readonly touched: Partial<TouchedParts>
  readonly lines: readonly string[]
}

/** One edit of the history programme each. */
const cases: readonly Case[] = [
  {
    name: 'a title',
    file: 'programme.yaml',
    from: 'the plan and what became of it',
    to: 'as it was',
    touched: {},
    lines: [
      'programme: title SMETS1 enrolment 2018 to 2022, the plan and what became of it -> SMETS1 enrolment 2018 to 2022, as it was',
    ],
  },
  {
    name: 'a switch',
    file: 'programme.yaml',
    from: 'automaticRelease: false',
    to: 'automaticRelease: true',
    touched: { switches: true },
    lines: ['switches: automaticRelease no -> yes'],
  },
  {
    name: 'a check',
    file: 'programme.yaml',
    from: 'mprnCheckDigit: reject',
    to: 'mprnCheckDigit: warn',
    touched: { checks: true },
    lines: ['checks: mprnCheckDigit reject -> warn'],
  },
  {
    name: 'the greatest age of a record',
    file: 'programme.yaml',
    from: 'maxAgeHours: 168',
    to: 'maxAgeHours: 24',
    touched: { records: true },
    lines: ['records: maxAgeHours 168 -> 24'],
  },
  {
    name: 'the number of attempts',
    file: 'programme.yaml',
    from: 'maxAttempts: 5',
    to: 'maxAttempts: 7',
    touched: { retry: true },
    lines: ['retry: maxAttempts 5 -> 7'],
  },
  {
    name: 'the waits of a code',
    file: 'retry.csv',
    from: '1h 8h 1d',
    to: '30m 8h',
    touched: { retry: true },
    lines: ['retry code D301: waits 1h 8h 1d -> 30m 8h'],
  },
  {
    name: 'the aliases of a supplier',
    file: 'suppliers.yaml',
    from: 'aliases: [BG]',
    to: 'aliases: [Centrica]',
    touched: { suppliers: new Set(['british-gas']) },
    lines: ['supplier british-gas: aliases - BG; + Centrica'],
  },
  {
    name: 'an SMSO renamed',
    file: 'smsos.yaml',
    from: 'name: Trilliant',
    to: 'name: Trilliant UK',
    touched: { smsos: new Set(['trilliant']) },
    lines: ['SMSO trilliant: name Trilliant -> Trilliant UK'],
  },
  {
    name: 'a cohort that goes live later',
    file: 'cohorts.yaml',
    from: 'liveOn: 2019-09-30',
    to: 'liveOn: 2019-10-31',
    touched: { cohorts: new Set(['secure-meters']) },
    lines: [
      'cohort secure-meters: decisions - from 2019-09-30, decision go, liveOn 2019-09-30; + from 2019-09-30, decision go, liveOn 2019-10-31',
    ],
  },
  {
    name: 'the capacity of a lane',
    file: 'lanes.yaml',
    from: 'dailyCapacity: 13000',
    to: 'dailyCapacity: 14000',
    touched: { lanes: new Set(['landis-gyr']) },
    lines: ['lane landis-gyr: dailyCapacity 13000 -> 14000'],
  },
  {
    name: 'the backstop of a policy',
    file: 'policies.yaml',
    from: 'backstop: 2022-12-31',
    to: 'backstop: 2023-06-30',
    touched: { policies: true },
    lines: ['policy backstop-2022: backstop 2022-12-31 -> 2023-06-30'],
  },
  {
    name: 'a reminder dropped',
    file: 'policies.yaml',
    from: 'reminders: [90, 60, 30, 14, 7]',
    to: 'reminders: [60, 30, 14, 7]',
    touched: { policies: true },
    lines: ['policy consultation-2018: reminders - 90'],
  },
  {
    name: 'a comment: nothing',
    file: 'suppliers.yaml',
    from: '# The six',
    to: '# Six',
    touched: {},
    lines: ['Nothing changes.'],
  },
]

let history: Programme
beforeAll(async () => {
  history = await shipped('history')
})

describe('the difference between two programmes', () => {
  it.each(cases)('$name', async ({ file, from, to, touched, lines }) => {
    const folder = await ProgrammeFolder.copy('history')
    await folder.edit(file, from, to)
    const diff = diffProgrammes(history, await folder.programme())
    expect(diff.touched).toEqual({ ...untouched, ...touched })
    expect(describeDiff(diff)).toEqual(lines)
    expect(diff.first).toBe(false)
  })

  it('gives an EPCL entry that changed as it was and as it is, one added and one removed', async () => {
    const folder = await ProgrammeFolder.copy('history')
    await folder.edit('epcl.csv', 'ACL-001,Aclara,SGM1311-B,2.36', 'ACL-001,Aclara,SGM1311-B,2.37')
    await folder.edit('epcl.csv', 'ACL-002', 'ACL-902')
    const diff = diffProgrammes(history, await folder.programme())
    expect(diff.touched.epclKeys.map(({ id, esme }) => [id, esme?.firmware])).toEqual([
      ['ACL-001', '2.36'],
      ['ACL-001', '2.37'],
      ['ACL-002', '2.40'],
      ['ACL-902', '2.40'],
    ])
    expect(describeDiff(diff)).toEqual([
      'EPCL entry ACL-902: added',
      'EPCL entry ACL-002: removed',
      'EPCL entry ACL-001: esme manufacturer Aclara, model SGM1311-B, firmware 2.36 -> manufacturer Aclara, model SGM1311-B, firmware 2.37',
    ])
    expect(diff.touched).toEqual({ ...untouched, epclKeys: diff.touched.epclKeys })
  })

  it('gives a CPL model that was withdrawn', async () => {
    const folder = await ProgrammeFolder.copy('history')
    await folder.edit('cpl.csv', 'Aclara,SGM1311-B,2.31,2018-11-30,', 'Aclara,SGM1311-B,2.31,2018-11-30,2022-01-31')
    const diff = diffProgrammes(history, await folder.programme())
    expect(diff.touched.cplModels.map(({ removedOn }) => removedOn)).toEqual([null, '2022-01-31'])
    expect(describeDiff(diff)).toEqual(['CPL model Aclara SGM1311-B 2.31: removedOn none -> 2022-01-31'])
  })

  it('touches the lanes that keep a bank holiday, and no other', async () => {
    const folder = await ProgrammeFolder.copy('history')
    await folder.append('bank-holidays.csv', '2022-10-10,england-and-wales,Extra\n')
    const diff = diffProgrammes(history, await folder.programme())
    expect(diff.touched.lanes).toEqual(new Set(history.lanes.map(({ id }) => id)))
    expect(describeDiff(diff)).toEqual(['bank holiday 2022-10-10 england-and-wales: added'])
    const scottish = await ProgrammeFolder.copy('history')
    await scottish.append('bank-holidays.csv', '2022-10-10,scotland,Extra\n')
    expect(diffProgrammes(history, await scottish.programme()).touched).toEqual(untouched)
  })

  it('takes the order of items for nothing', () => {
    const reversed = { ...history, epcl: [...history.epcl].reverse(), suppliers: [...history.suppliers].reverse() }
    expect(diffProgrammes(history, reversed)).toEqual({ first: false, changes: [], touched: untouched })
  })

  it('without a programme before has everything added, and is told in few lines', async () => {
    const example = await shipped('example')
    const diff = diffProgrammes(null, example)
    expect(diff.first).toBe(true)
    expect(new Set(diff.changes.map(({ kind }) => kind))).toEqual(new Set(['added']))
    expect(diff.touched.cohorts.size).toBe(6)
    expect(diff.touched.epclKeys).toEqual(example.epcl)
    expect(diff.touched).toMatchObject({ policies: true, retry: true, switches: true, checks: true, records: true })
    const lines = describeDiff(diff)
    expect(lines).toContain('6 cohorts added: aclara, edmi, honeywell-elster, itron, landis-gyr and 1 more')
    expect(lines).toHaveLength(9)
  })

  it('is plain JSON in its changes, so that it can be stored', async () => {
    const { changes } = diffProgrammes(history, await shipped('example'))
    expect(JSON.parse(JSON.stringify(changes))).toEqual(changes)
    expect(changes.length).toBeGreaterThan(100)
  })
})
