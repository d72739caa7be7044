import type { Answer } from '../../api/call.js'

export type Story = Answer<'/v1/meters/{meter}'>
export interface OfStory {
  readonly story: Story
}
