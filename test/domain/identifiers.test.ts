import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mpanCheckDigit, mprnCheckDigits, parseDeviceId, parseMpan, parseMprn } from '../../src/domain/identifiers.js'

const digits = (n: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: n, maxLength: n }).map((list) => list.join(''))

describe('device ids', () => {
  it('are read in any case and hyphenation', () => {
    for (const text of ['70-B3-D5-1F-30-00-A0-08', '70b3d51f3000a008', '70:b3:d5:1f:30:00:a0:08']) {
      expect(parseDeviceId(text)).toBe('70-B3-D5-1F-30-00-A0-08')
    }
  })
  it.each(['', '70-B3', '70-B3-D5-1F-30-00-A0-0G', '70B3D51F3000A0088'])('“%s” is none', (text) => {
    expect(parseDeviceId(text)).toBeNull()
  })
})

describe('MPAN core', () => {
  it('has the check digit that the primes give', () => {
    // 12 x 3 5 7 13 17 19 23 29 31 37 41 43 over 200001234567, worked by hand: 6+0+0+0+0+19+46+87+124+185+246+301 = 1014; mod 11 = 2.
    expect(mpanCheckDigit('200001234567')).toBe('2')
    expect(parseMpan('2000012345672')).toMatchObject({ ok: true, checkDigitValid: true })
    expect(parseMpan('2000012345673')).toMatchObject({ ok: true, checkDigitValid: false })
  })
  it('is not 12 digits, letters, or distributor 00', () => {
    for (const text of ['200001234567', '20000123456AB', '0000012345678']) expect(parseMpan(text).ok).toBe(false)
  })
  it('finds every single wrong digit among the first twelve but those that mod 11 mod 10 folds', () => {
    fc.assert(
      fc.property(digits(12), fc.integer({ min: 0, max: 11 }), fc.integer({ min: 1, max: 9 }), (body, at, by) => {
        const changed = body.slice(0, at) + String((Number(body[at]) + by) % 10) + body.slice(at + 1)
        const [a, b] = [remainder(body), remainder(changed)]
        expect(mpanCheckDigit(body) === mpanCheckDigit(changed)).toBe(a % 10 === b % 10)
      }),
    )
  })
})

function remainder(body: string): number {
  const primes = [3, 5, 7, 13, 17, 19, 23, 29, 31, 37, 41, 43]
  return primes.reduce((sum, prime, i) => sum + Number(body.charAt(i)) * prime, 0) % 11
}

describe('MPRN', () => {
  it('3938424403 is valid', () => {
    expect(parseMprn('3938424403')).toMatchObject({ ok: true, checkDigitValid: true })
    expect(parseMprn('3938424404')).toMatchObject({ ok: true, checkDigitValid: false })
  })
  it('shorter ones carry no dependable check', () => {
    expect(parseMprn('123456')).toMatchObject({ ok: true, checkDigitValid: true })
    expect(parseMprn('12345').ok).toBe(false)
  })
  it('of ten digits is valid with the digits that the rule gives', () => {
    fc.assert(
      fc.property(digits(8), (body) => {
        expect(parseMprn(body + mprnCheckDigits(body))).toMatchObject({ ok: true, checkDigitValid: true })
      }),
    )
  })
})
