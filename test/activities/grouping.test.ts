import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createGrouping } from '../../src/activities/grouping.js'

/** A grouping that notes what it was given in which group. */
function noting(options: { readonly most: number; readonly apartMs: number }) {
  const groups: (readonly number[])[] = []
  const { submit } = createGrouping(
    (requests: readonly number[]) => {
      groups.push(requests)
      return requests.includes(13) ? Promise.reject(new Error('thirteen')) : Promise.resolve(requests.map((n) => n * 2))
    },
    { ...options, atOnce: 2, urgent: (request) => request >= 100 },
  )
  return { groups, submit }
}

describe('requests that share a group', () => {
  it('a request alone does not wait', async () => {
    const { submit } = noting({ most: 10, apartMs: 60_000 })
    expect(await submit(4)).toBe(8)
  })

  it('those made together go together, and each has its own answer', async () => {
    const { groups, submit } = noting({ most: 10, apartMs: 60_000 })
    expect(await Promise.all([1, 2, 3].map(submit))).toEqual([2, 4, 6])
    expect(groups).toEqual([[1, 2, 3]])
  })

  it('soon after a group the next one waits for more', async () => {
    const { groups, submit } = noting({ most: 10, apartMs: 400 })
    await submit(1)
    const second = submit(2)
    await pause(50)
    await Promise.all([second, submit(3)])
    expect(groups).toEqual([[1], [2, 3]])
  })

  it('a full group does not wait, and what is beyond it goes later', async () => {
    const { groups, submit } = noting({ most: 2, apartMs: 400 })
    await Promise.all([1, 2, 3, 4, 5].map(submit))
    expect(groups).toEqual([[1, 2], [3, 4], [5]])
  })

  it('an urgent one does not wait for more, goes first, and takes along those that wait', async () => {
    const { groups, submit } = noting({ most: 10, apartMs: 60_000 })
    await submit(1)
    const second = submit(2)
    await pause(20)
    expect(await Promise.all([second, submit(100)])).toEqual([4, 200])
    expect(groups).toEqual([[1], [100, 2]])
  })

  it('one that cannot be made fails alone', async () => {
    const { submit } = noting({ most: 10, apartMs: 60_000 })
    const results = await Promise.allSettled([1, 13, 3].map(submit))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })
})
