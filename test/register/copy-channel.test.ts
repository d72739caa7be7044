import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CopyChannel } from '../../src/register/import/copy-channel.js'
import { textField } from '../../src/register/import/tuples.js'
import { createTestDatabase, type TestDatabase } from '../support/database.js'

let test: TestDatabase

beforeAll(async () => {
  test = await createTestDatabase()
})
afterAll(() => test.drop())

describe('a channel of copies', () => {
  it('fills several tables in turn', async () => {
    const counts = await test.db.begin(async (tx) => {
      await tx`create temp table one (n integer, name text) on commit drop`
      await tx`create temp table two (device text) on commit drop`
      const channel = new CopyChannel(tx)
      const [one, two] = [channel.target('one', ['n', 'name']), channel.target('two', ['device'])]
      for (let n = 0; n < 20_000; n += 1) {
        one.begin(2)
        one.int4Value(n)
        one.field(textField(`name ${n}`))
        two.begin(1)
        two.deviceId(0x0102_ab0f, n)
        if (n % 1_000 === 0) await channel.send()
      }
      await channel.finish()
      return [
        await tx`select count(*) as n, max(n) as last, max(length(name)) as longest from one`,
        await tx`select count(distinct device) as n, max(device) as last from two`,
      ].flatMap((rows) => [...rows])
    })
    expect(counts).toEqual([
      { n: 20_000, last: 19_999, longest: 10 },
      { n: 20_000, last: '01-02-AB-0F-00-00-4E-1F' },
    ])
  })

  it('whose rows are refused when all have been sent fails, and does not wait for ever', async () => {
    const refused = test.db.begin(async (tx) => {
      await tx`create temp table one (n integer unique deferrable initially immediate) on commit drop`
      const channel = new CopyChannel(tx)
      const one = channel.target('one', ['n'])
      for (const n of [1, 2, 1]) {
        one.begin(1)
        one.int4Value(n)
      }
      await channel.finish()
    })
    await expect(refused).rejects.toMatchObject({ code: '23505' })
  })
})
