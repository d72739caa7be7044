import { Agent, request } from 'node:http'

/** Somebody who asks, with what they come in by. */
export interface Asker {
  readonly name: string
  readonly token: string
}

export interface Answer {
  readonly status: number
  readonly text: string
  readonly ms: number
}

/** Asks the API over one connection that stays, as a browser does, and says how long the whole answer took. */
export function createAsk(url: string): {
  readonly ask: (asker: Asker, path: string) => Promise<Answer>
  readonly close: () => void
} {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  return {
    ask: ({ token }, path) =>
      new Promise((resolve, reject) => {
        const start = performance.now()
        request(`${url}/v1${path}`, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
          const parts: Buffer[] = []
          response.on('data', (part: Buffer) => parts.push(part))
          response.on('error', reject)
          response.on('end', () => {
            const text = Buffer.concat(parts).toString()
            resolve({ status: response.statusCode ?? 0, text, ms: performance.now() - start })
          })
        })
          .on('error', reject)
          .end()
      }),
    close: () => agent.destroy(),
  }
}

/** The cursor of another place in the same list: it names its list, and its place after that (src/api/v1/cursor.ts). */
export function cursorTo(next: string, place: number): string {
  const [list = ''] = Buffer.from(next, 'base64url').toString('latin1').split('.')
  return Buffer.from(`${list}.${place}`).toString('base64url')
}
