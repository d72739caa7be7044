import { PassThrough } from 'node:stream'
import type { FastifyReply } from 'fastify'

/**
 * Sends a file as it is written, no faster than its reader takes it. What goes wrong on the way cuts the answer short, so
 * that no reader takes a part for the whole; a reader who leaves ends the writing.
 */
export function sendCsv(reply: FastifyReply, name: string, write: (out: PassThrough) => Promise<unknown>): void {
  const out = new PassThrough({
    // What ends a stream before its time looks like a lost connection to the register, whose transaction nobody would end then
    // (once-in-transaction.ts): a reader who leaves is another matter.
    destroy(error, done) {
      done(error ?? (out.writableFinished ? null : new Error('the reader has left')))
    },
  })
  out.on('error', () => undefined)
  void reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}"`).send(out)
  write(out).catch((error: unknown) => {
    reply.log.warn({ err: error }, 'a file was not sent to its end')
    out.destroy(error instanceof Error ? error : new Error(String(error)))
  })
}

/** The text alone of a file that is written in parts. */
export async function* csvText(parts: AsyncIterable<{ readonly text: string }>): AsyncGenerator<string> {
  for await (const { text } of parts) yield text
}
