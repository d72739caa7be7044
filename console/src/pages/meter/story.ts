import { useQuery } from '@tanstack/react-query'
import { api, type Answer } from '../../api/call.js'

export type Story = Answer<'/v1/meters/{meter}'>

export interface OfStory {
  readonly story: Story
}

/** A meter's story with the mark of what was looked at: a decision on it is refused once the meter has moved on. */
export interface StoryRead extends OfStory {
  readonly etag: string
}

/** Reads a meter's story. Opening it is on the audit log, so it is not read again by itself. */
export function useStory(meter: string) {
  return useQuery({
    queryKey: ['story', meter],
    queryFn: async ({ signal }): Promise<StoryRead> => {
      const { data, response } = await api.GET('/v1/meters/{meter}', { params: { path: { meter } }, signal })
      if (data === undefined) throw new Error('the service answered without a story')
      return { story: data, etag: response.headers.get('etag') ?? '*' }
    },
    refetchOnWindowFocus: false,
  })
}
