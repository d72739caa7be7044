import { describe, expect, it } from 'vitest'
import { loadProgramme } from '../../src/programme/load.js'
import { formatProblem, programmeInvalid } from '../../src/programme/problem.js'
import { ProgrammeFolder, today } from './support/folder.js'

interface Case {
  readonly name: string
  readonly file: string
  readonly from: string
  readonly to: string
  /** Lines between the start of the edit and the problem. */
  readonly below?: number
  readonly field: string
  readonly message: string
  readonly hint: string | RegExp
}

/** One edit of the history programme each, and the one problem that must come of it. */
const cases: readonly Case[] = [
  {
    name: 'an unknown field, with the nearest known one',
    file: 'suppliers.yaml',
    from: 'dccUser: true',
    to: 'dccuser: true\n  dccUser: true',
    field: 'edf.dccuser',
    message: 'unknown field "dccuser"',
    hint: 'Did you mean "dccUser"? Known fields: id, name, aliases, installing, dccUser, standingAuthorisation.',
  },
  {
    name: 'a missing field, at the start of its item',
    file: 'lanes.yaml',
    from: '- id: itron\n  name: Itron head end\n',
    to: '- id: itron\n',
    field: 'itron.name',
    message: 'name is missing',
    hint: 'Write some words.',
  },
  {
    name: 'a word that is none of the few allowed',
    file: 'cohorts.yaml',
    from: 'decision: go',
    to: 'decision: goo',
    field: 'aclara.decisions.2.decision',
    message: '"goo" is not a value of decision',
    hint: 'Did you mean "go"? Known values: go, no-go, pending.',
  },
  {
    name: 'a number out of its limits',
    file: 'lanes.yaml',
    from: 'ratePerMinute: 4',
    to: 'ratePerMinute: 0',
    field: 'aclara.ratePerMinute',
    message: '0 cannot be ratePerMinute',
    hint: 'Write a whole number from 1 to 1000000.',
  },
  {
    name: 'a text where a number belongs',
    file: 'programme.yaml',
    from: 'maxAttempts: 5',
    to: 'maxAttempts: five',
    field: 'retry.maxAttempts',
    message: '"five" cannot be maxAttempts',
    hint: 'Write a whole number from 1 to 100.',
  },
  {
    name: 'an id that is not one',
    file: 'smsos.yaml',
    from: 'id: trilliant',
    to: 'id: Trilliant Ltd',
    field: 'Trilliant Ltd.id',
    message: '"Trilliant Ltd" cannot be id',
    hint: /lower-case words/,
  },
  {
    name: 'a day that is not in the calendar',
    file: 'policies.yaml',
    from: 'backstop: 2021-12-31',
    to: 'backstop: 2021-02-29',
    field: 'backstop-2021.backstop',
    message: '2021-02-29 is not a day of the calendar',
    hint: 'Write a date such as 2019-05-26.',
  },
  {
    name: 'a date in another form',
    file: 'bank-holidays.csv',
    from: '2019-04-19',
    to: '19/04/2019',
    field: 'date',
    message: '"19/04/2019" is not a date',
    hint: 'Write a date such as 2019-05-26.',
  },
  {
    name: 'a year far away',
    file: 'cpl.csv',
    from: '2018-11-30',
    to: '0218-11-30',
    field: 'added_on',
    message: '0218-11-30 is not between the years 2000 and 2100',
    hint: /^Write a date/,
  },
  {
    name: 'a relative date where the programme does not allow it',
    file: 'cohorts.yaml',
    from: 'liveOn: 2019-05-26',
    to: 'liveOn: today-7m',
    field: 'aclara.decisions.2.liveOn',
    message: '"today-7m" is a relative date, which this programme does not allow',
    hint: /dates: relative/,
  },
  {
    name: 'an id used twice',
    file: 'policies.yaml',
    from: '- id: backstop-2022',
    to: '- id: backstop-2021',
    field: 'backstop-2021.id',
    message: 'the id backstop-2021 is there twice',
    hint: /^It is on line \d+ already/,
  },
  {
    name: 'a name that already means another supplier',
    file: 'suppliers.yaml',
    from: 'aliases: [BG]',
    to: 'aliases: [EDF energy]',
    field: 'british-gas.aliases.1',
    message: '"EDF energy" already means edf',
    hint: /case makes no difference/,
  },
  {
    name: 'a lane that does not exist',
    file: 'cohorts.yaml',
    from: 'lane: landis-gyr',
    to: 'lane: landis-gir',
    field: 'landis-gyr.lane',
    message: 'there is no lane landis-gir in lanes.yaml',
    hint: /^Did you mean "landis-gyr"\?/,
  },
  {
    name: 'decisions out of order',
    file: 'cohorts.yaml',
    from: 'from: 2019-12-12',
    to: 'from: 2018-04-17',
    field: 'edmi.decisions.2.from',
    message: 'the decision from 2018-04-17 follows one from 2018-04-17',
    hint: /earliest first/,
  },
  {
    name: 'a maker in two cohorts',
    file: 'cohorts.yaml',
    from: 'makers: [Itron]',
    to: 'makers: [Itron, EDMI]',
    field: 'itron.makers.2',
    message: 'the maker EDMI is already in cohort edmi',
    hint: /belongs to one cohort/,
  },
  {
    name: 'a hub whose maker belongs to no cohort',
    file: 'epcl.csv',
    from: 'Aclara,CH-1300',
    to: 'Aklara,CH-1300',
    field: 'hub_manufacturer',
    message: "the hub's maker Aklara belongs to no cohort",
    hint: 'Add the maker to its cohort in cohorts.yaml, or write Aclara.',
  },
  {
    name: 'policies out of order',
    file: 'policies.yaml',
    from: 'effectiveFrom: 2020-10-01',
    to: 'effectiveFrom: 2018-10-01',
    field: 'backstop-2021.effectiveFrom',
    message: 'the policy from 2018-10-01 follows one from 2018-10-01',
    hint: /earliest first/,
  },
  {
    name: 'a backstop before its policy',
    file: 'policies.yaml',
    from: 'backstop: 2020-12-31',
    to: 'backstop: 2018-10-01',
    field: 'decision-2018.backstop',
    message: "the backstop 2018-10-01 is not after the policy's first day, 2018-10-01",
    hint: 'Correct one of the two dates.',
  },
  {
    name: 'reminders that do not descend',
    file: 'policies.yaml',
    from: '[90, 60, 30, 14, 7]',
    to: '[90, 60, 60, 14, 7]',
    field: 'consultation-2018.reminders.3',
    message: 'the reminder 60 days before follows the one 60 days before',
    hint: /greatest to the least/,
  },
  {
    name: 'a window that ends before it starts',
    file: 'lanes.yaml',
    from: "to: '20:00'",
    to: "to: '08:00'",
    field: 'aclara.windows.1.to',
    message: 'the window ends at 08:00, not after its start at 08:00',
    hint: /two windows/,
  },
  {
    name: 'a time that is none',
    file: 'lanes.yaml',
    from: "to: '20:00'",
    to: "to: '25:00'",
    field: 'aclara.windows.1.to',
    message: '"25:00" cannot be to',
    hint: /00:00 to 24:00/,
  },
  {
    name: 'a weekday named twice',
    file: 'lanes.yaml',
    from: 'days: [sat]',
    to: 'days: [sat, sat]',
    field: 'aclara.windows.2.days.2',
    message: 'sat is there twice',
    hint: 'Name a day once.',
  },
  {
    name: 'a prepayment cap above the capacity',
    file: 'lanes.yaml',
    from: 'dailyCap: 200\n',
    to: 'dailyCap: 2001\n',
    field: 'aclara.prepayment.dailyCap',
    message: 'dailyCap 2001 is more than dailyCapacity 2000',
    hint: /Lower the first/,
  },
  {
    name: 'a retry code used twice',
    file: 'retry.csv',
    from: 'W102,',
    to: 'W101,',
    field: 'code',
    message: 'the code W101 is there twice',
    hint: /already: keep one/,
  },
  {
    name: 'an exclusion without its category',
    file: 'retry.csv',
    from: 'exclude,,,uneconomic-to-test',
    to: 'exclude,,,',
    field: 'exclusion',
    message: 'a code of class exclude needs an exclusion category',
    hint: /missing-master-keys/,
  },
  {
    name: 'a retry without waits',
    file: 'retry.csv',
    from: '1h 8h 1d',
    to: '',
    field: 'waits',
    message: 'a code of class retry needs waits',
    hint: /1h 4h 1d/,
  },
  {
    name: 'waits that cannot be read',
    file: 'retry.csv',
    from: '1h 8h 1d',
    to: '1h 8 hours',
    field: 'waits',
    message: '"1h 8 hours" is not a list of waits',
    hint: /30s 5m 4h 1d/,
  },
  {
    name: 'a fix-first code with waits',
    file: 'retry.csv',
    from: 'fix-first,,keys',
    to: 'fix-first,1h,keys',
    field: 'waits',
    message: 'a code of class fix-first has no waits',
    hint: /make the class retry/,
  },
  {
    name: 'a fix-first code without a fix',
    file: 'retry.csv',
    from: 'fix-first,,keys',
    to: 'fix-first,,',
    field: 'fix',
    message: 'a code of class fix-first needs a fix',
    hint: /^Write one of: firmware/,
  },
  {
    name: 'a retry code with a fix',
    file: 'retry.csv',
    from: '1h 8h 1d,,',
    to: '1h 8h 1d,wan,',
    field: 'fix',
    message: 'a code of class retry has no fix',
    hint: /make the class fix-first/,
  },
  {
    name: 'a CPL model used twice',
    file: 'cpl.csv',
    from: 'Aclara,SGM1311-B,2.36',
    to: 'Aclara,sgm1311-b,2.31',
    field: 'firmware',
    message: 'the model Aclara sgm1311-b 2.31 is there twice',
    hint: /^It is on line 3 already/,
  },
  {
    name: 'a removal before the entry was added',
    file: 'cpl.csv',
    from: '2018-11-30,2021-03-31',
    to: '2018-11-30,2018-11-30',
    field: 'removed_on',
    message: 'removed_on 2018-11-30 is not after added_on 2018-11-30',
    hint: 'Correct one of the two dates.',
  },
  {
    name: 'an EPCL id used twice',
    file: 'epcl.csv',
    from: 'ACL-002',
    to: 'ACL-001',
    field: 'id',
    message: 'the id ACL-001 is there twice',
    hint: /^It is on line 4 already/,
  },
  {
    name: 'half an electricity meter',
    file: 'epcl.csv',
    from: 'Aclara,SGM1311-B,2.36,,,,',
    to: 'Aclara,SGM1311-B,,,,,',
    field: 'esme_firmware',
    message: 'esme_firmware is missing',
    hint: /leave all three empty/,
  },
  {
    name: 'a combination without a meter',
    file: 'epcl.csv',
    from: 'Aclara,SGM1311-B,2.36,,,,',
    to: ',,,,,,',
    field: 'esme_model',
    message: 'the combination has no meter',
    hint: /Name an electricity meter/,
  },
  {
    name: 'an empty cell that must be filled',
    file: 'epcl.csv',
    from: 'vodafone',
    to: '',
    field: 'csp',
    message: 'csp is missing',
    hint: 'Write some words.',
  },
  {
    name: 'a combination proved twice for the same time',
    file: 'epcl.csv',
    from: 'Aclara,SGM1311-B,2.36,Honeywell Elster,BK-G4E,15.03',
    to: 'Aclara,SGM1311-B,2.36,,,',
    field: 'id',
    message: 'the combination of ACL-004 is the one of ACL-001',
    hint: /line 4 already/,
  },
  {
    name: 'a bank holiday twice in one division',
    file: 'bank-holidays.csv',
    from: '2018-04-02',
    to: '2018-03-30',
    field: 'date',
    message: '2018-03-30 is there twice for england-and-wales',
    hint: /keep one/,
  },
  {
    name: 'a row with too many values',
    file: 'bank-holidays.csv',
    from: 'Good Friday',
    to: 'Good Friday,yes',
    field: '',
    message: 'the line has 4 values, the header 3 columns',
    hint: /double quotes/,
  },
  {
    name: 'a quote that is not closed',
    file: 'bank-holidays.csv',
    from: ',Good Friday',
    to: ',Good "Friday',
    field: '',
    message: 'the quotes do not match',
    hint: /double quotes/,
  },
  {
    name: 'an unknown column and so a missing one',
    file: 'bank-holidays.csv',
    from: 'date,division,name',
    to: 'date,division,name,note',
    field: 'note',
    message: 'unknown column "note"',
    hint: /The columns are: date,division,name\./,
  },
  {
    name: 'a column that is there twice',
    file: 'bank-holidays.csv',
    from: 'date,division,name',
    to: 'date,division,name,name',
    field: 'name',
    message: 'the column name is there twice',
    hint: 'Keep one.',
  },
  {
    name: 'YAML with a field twice',
    file: 'smsos.yaml',
    from: 'name: Trilliant',
    to: 'name: Trilliant\n  name: Other',
    below: 1,
    field: '',
    message: 'Map keys must be unique',
    hint: 'Keep one of the two fields.',
  },
  {
    name: 'YAML that is not well formed',
    file: 'smsos.yaml',
    from: 'aliases: [Trilliant Networks, Trilliant SMSO]',
    to: 'aliases: "Trilliant',
    below: 5,
    field: '',
    message: 'Missing closing "quote',
    hint: /indentation/,
  },
  {
    name: 'a list where fields belong',
    file: 'programme.yaml',
    from: 'records:\n  # Assumed.\n  maxAgeHours: 168',
    to: 'records: [168]',
    field: 'records',
    message: 'a list cannot be records',
    hint: 'Write the fields maxAgeHours.',
  },
]

describe('a spoilt programme', () => {
  it.each(cases)('reports $name', async ({ file, from, to, below, field, message, hint }) => {
    const folder = await ProgrammeFolder.copy('history')
    const line = (await folder.edit(file, from, to)) + (below ?? 0)
    const problems = await folder.problems()
    expect(problems).toHaveLength(1)
    expect(problems[0]).toMatchObject({ file, line, field, message: expect.stringContaining(message) as string })
    if (typeof hint === 'string') expect(problems[0]?.hint).toBe(hint)
    else expect(problems[0]?.hint).toMatch(hint)
  })

  it('reports all problems at once, in the order of the files and their lines', async () => {
    const folder = await ProgrammeFolder.copy('history')
    await folder.edit('epcl.csv', 'vodafone', '')
    await folder.edit('cohorts.yaml', 'decision: go', 'decision: yes')
    await folder.edit('cohorts.yaml', 'lane: edmi', 'lane: nowhere')
    await folder.edit('suppliers.yaml', 'installing: true', 'installing: maybe')
    await folder.edit('programme.yaml', 'maxAttempts: 5', 'maxAttempts: 0')
    await folder.edit('lanes.yaml', "from: '08:00'", 'from: early')
    const problems = await folder.problems()
    expect(problems.map(({ file, field }) => `${file} ${field}`)).toEqual([
      'programme.yaml retry.maxAttempts',
      'suppliers.yaml edf.installing',
      'cohorts.yaml aclara.decisions.2.decision',
      'cohorts.yaml edmi.lane',
      // Five more lanes share these windows through a YAML anchor; the mistake is one.
      'lanes.yaml aclara.windows.1.from',
      'epcl.csv csp',
    ])
  })

  it('does not blame references to an item whose own fields are wrong', async () => {
    const folder = await ProgrammeFolder.copy('history')
    await folder.edit('lanes.yaml', 'ratePerMinute: 20', 'ratePerMinute: many')
    expect((await folder.problems()).map(({ field }) => field)).toEqual(['landis-gyr.ratePerMinute'])
  })

  it('names a missing file and the stray one that is probably meant', async () => {
    const folder = await ProgrammeFolder.copy('history')
    await folder.remove('bank-holidays.csv')
    await folder.write('bank_holidays.csv', 'date,division,name\n')
    await folder.remove('cpl.csv')
    expect(await folder.problems()).toEqual([
      expect.objectContaining({ file: 'cpl.csv', line: 0, message: 'the file is missing' }),
      expect.objectContaining({ file: 'bank-holidays.csv', hint: 'Rename bank_holidays.csv to bank-holidays.csv.' }),
      expect.objectContaining({ file: 'bank_holidays.csv', message: 'the file is not part of a programme' }),
    ])
  })

  it('says of a missing column that it is missing and which unknown one is near', async () => {
    const folder = await ProgrammeFolder.copy('history')
    const line = await folder.edit('cpl.csv', 'removed_on', 'removed')
    expect(await folder.problems()).toEqual([
      {
        file: 'cpl.csv',
        line,
        field: 'removed',
        message: 'unknown column "removed"',
        hint: expect.stringMatching(/^Did you mean "removed_on"/) as string,
      },
      {
        file: 'cpl.csv',
        line,
        field: 'removed_on',
        message: 'the column removed_on is missing',
        hint: expect.any(String) as string,
      },
    ])
  })

  it('says what is wrong with a file that is empty, no list, in another encoding or no file', async () => {
    const folder = await ProgrammeFolder.copy('history')
    await folder.write('smsos.yaml', '# nothing\n')
    await folder.write('suppliers.yaml', 'edf: true\n')
    await folder.write('cpl.csv', Uint8Array.from([0x6d, 0xe9, 0x74]))
    await folder.write('bank-holidays.csv', '')
    const problems = await folder.problems()
    expect(problems.map(({ file, message }) => `${file}: ${message}`)).toEqual([
      'suppliers.yaml: the file is not a list',
      'smsos.yaml: the file is empty',
      'cpl.csv: the file is not UTF-8 text',
      'bank-holidays.csv: the file is empty',
    ])
  })

  it('wants at least one policy', async () => {
    const folder = await ProgrammeFolder.copy('history')
    await folder.write('policies.yaml', '[]\n')
    expect(await folder.problems()).toEqual([expect.objectContaining({ message: 'there is no policy' })])
  })

  it('names a folder that is not there', async () => {
    const result = await loadProgramme('/nowhere/programme', { today })
    expect(result).toMatchObject({ ok: false, problems: [{ file: '/nowhere/programme', line: 0, field: '' }] })
  })
})

describe('a problem for a person', () => {
  const problem = {
    file: 'lanes.yaml',
    line: 12,
    field: 'itron.dailyCapacity',
    message: 'dailyCapacity is missing',
    hint: 'Write one.',
  }

  it('is one line', () => {
    expect(formatProblem(problem)).toBe('lanes.yaml:12 itron.dailyCapacity: dailyCapacity is missing. Write one.')
    expect(formatProblem({ ...problem, line: 0, field: '' })).toBe('lanes.yaml: dailyCapacity is missing. Write one.')
  })

  it('makes an error with a code and a hint', () => {
    const error = programmeInvalid('my-programme', [problem])
    expect(error).toMatchObject({
      code: 'PROGRAMME_INVALID',
      hint: expect.stringContaining('programme check') as string,
    })
    expect(error.message).toContain('one problem')
    expect(error.message).toContain('lanes.yaml:12')
  })
})
