import { describe, expect, it } from 'vitest'
import { sourceDigest } from '../../src/programme/digest.js'
import { readWaits, showWait } from '../../src/programme/duration.js'
import { nearest } from '../../src/programme/nearest.js'
import { readDate } from '../../src/programme/relative-date.js'
import { ProgrammeFolder } from './support/folder.js'

describe('a date of a programme file', () => {
  const context = { today: '2027-08-31', relative: true }

  it.each([
    ['today', '2027-08-31'],
    ['today-120d', '2027-05-03'],
    ['today+45d', '2027-10-15'],
    ['today-6m', '2027-02-28'],
    ['today+6m', '2028-02-29'],
    ['today-24m', '2025-08-31'],
    ['2019-05-26', '2019-05-26'],
    ['2020-02-29', '2020-02-29'],
  ])('%s is %s', (text, date) => {
    expect(readDate(text, context)).toEqual({ ok: true, date })
  })

  it.each([
    ['2019-02-29', 'impossible'],
    ['2019-13-01', 'impossible'],
    ['1999-12-31', 'out-of-range'],
    ['2101-01-01', 'out-of-range'],
    ['today-7y', 'not-a-date'],
    ['today - 7m', 'not-a-date'],
    ['tomorrow', 'not-a-date'],
    ['2019-5-26', 'not-a-date'],
    ['', 'not-a-date'],
  ])('"%s" is none: %s', (text, reason) => {
    expect(readDate(text, context)).toEqual({ ok: false, reason })
  })

  it('is not relative unless the programme says so', () => {
    expect(readDate('today', { ...context, relative: false })).toEqual({ ok: false, reason: 'relative-not-allowed' })
  })
})

describe('waits', () => {
  it.each([
    ['3s 6s 10s', [3_000, 6_000, 10_000]],
    ['1h 4h 1d', [3_600_000, 14_400_000, 86_400_000]],
    ['5m', [300_000]],
  ])('%s is %j ms', (text, waits) => {
    expect(readWaits(text)).toEqual(waits)
    expect(waits.map(showWait).join(' ')).toBe(text)
  })

  it.each(['', '0s', '1w', '1.5h', '10', 'h', '1h,4h'])('"%s" are none', (text) => {
    expect(readWaits(text)).toBeNull()
  })

  it('are shown in the largest unit that is whole', () => {
    expect(showWait(90_000)).toBe('90s')
    expect(showWait(500)).toBe('500ms')
  })
})

describe('the nearest known word', () => {
  it.each([
    ['dccuser', 'dccUser'],
    ['makerz', 'makers'],
    ['colour', null],
  ])('to %s is %s', (word, known) => {
    expect(nearest(word, ['makers', 'dccUser', 'decisions'])).toBe(known)
  })
})

describe('the digest of a folder', () => {
  it('ignores line ends and a byte order mark, and nothing else', () => {
    const digest = sourceDigest(new Map([['a.csv', 'x,y\n1,2\n']]))
    expect(sourceDigest(new Map([['a.csv', '\uFEFFx,y\r\n1,2\r\n']]))).toBe(digest)
    expect(sourceDigest(new Map([['a.csv', 'x,y\n1,3\n']]))).not.toBe(digest)
    expect(sourceDigest(new Map([['b.csv', 'x,y\n1,2\n']]))).not.toBe(digest)
  })

  it('keeps where one file ends and the next begins', () => {
    const one = sourceDigest(
      new Map([
        ['a', 'x\n'],
        ['b', 'y\n'],
      ]),
    )
    expect(
      sourceDigest(
        new Map([
          ['a', 'x\ny\n'],
          ['b', ''],
        ]),
      ),
    ).not.toBe(one)
  })

  it('accepts files saved with carriage returns and a byte order mark', async () => {
    const folder = await ProgrammeFolder.copy('history')
    await folder.write('smsos.yaml', '\uFEFF- id: secure\r\n  name: Secure\r\n')
    await folder.write('bank-holidays.csv', '\uFEFFname,date,division\r\nGood Friday,2019-04-19,scotland\r\n')
    const programme = await folder.programme()
    expect(programme.smsos).toEqual([{ id: 'secure', name: 'Secure', aliases: [] }])
    expect(programme.bankHolidays).toEqual([{ date: '2019-04-19', division: 'scotland', name: 'Good Friday' }])
  })
})
