import { describe, expect, expectTypeOf, it } from 'vitest'
import type { z } from 'zod'
import type { Programme } from '../../src/domain/programme.js'
import { parseProgramme, type programmeSchema } from '../../src/programme/parse.js'
import { shipped } from './support/folder.js'

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Name in keyof T]: DeepReadonly<T[Name]> }
    : T

describe('a stored programme', () => {
  it.each(['example', 'history'] as const)('reads back as %s was', async (name) => {
    const programme = await shipped(name)
    expect(parseProgramme(JSON.parse(JSON.stringify(programme)))).toEqual(programme)
  })

  it('has exactly the type of the domain', () => {
    expectTypeOf<DeepReadonly<z.output<typeof programmeSchema>>>().toEqualTypeOf<DeepReadonly<Programme>>()
  })

  it('is refused with the place that does not fit', async () => {
    const programme = await shipped('example')
    const stored = { ...programme, cohorts: programme.cohorts.map((cohort) => ({ ...cohort, laneId: null })) }
    expect(() => parseProgramme(stored)).toThrow(
      expect.objectContaining({
        code: 'PROGRAMME_STORED_INVALID',
        message: expect.stringContaining('cohorts.0.laneId') as string,
      }) as Error,
    )
    expect(() => parseProgramme(null)).toThrow(/cannot be read/)
  })
})
