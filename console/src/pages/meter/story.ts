import { queryOptions, useQuery } from '@tanstack/react-query'
import { api, type Answer } from '../../api/call.js'
import { marked } from '../../api/marked.js'

export type Story = Answer<'/v1/meters/{meter}'>

export interface OfStory {
  readonly story: Story
}

/** A meter's story with the mark of what was looked at: a decision on it is refused once the meter has moved on. */
export interface StoryRead extends OfStory {
  readonly etag: string | null
}

/** How a meter's story is read. Opening it is on the audit log, so it is not read again by itself. */
export const storyOf = (meter: string) =>
  queryOptions({
    queryKey: ['story', meter],
    queryFn: async ({ signal }): Promise<StoryRead> => {
      const { value, etag } = marked(await api.GET('/v1/meters/{meter}', { params: { path: { meter } }, signal }))
      return { story: value, etag }
    },
    refetchOnWindowFocus: false,
  })

export const useStory = (meter: string) => useQuery(storyOf(meter))
