import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Queryable } from '../database.js'
import { copyHeader, copyTrailer, Tuples } from './tuples.js'

/** One of the tables that a channel fills. */
export interface CopyTarget {
  readonly tuples: Tuples
  readonly table: string
  readonly columns: readonly string[]
}

/** Bytes that are gathered for a table before it is its turn. */
const turnAt = 4 * 1024 * 1024
/** Bytes that are sent as one message: PostgreSQL reads a message to its end before it takes its rows. */
const messageSize = 256 * 1024
/** Bytes that are gathered for the table whose turn it is before they are sent. */
const sendAt = 64 * 1024

/**
 * Fills several tables by binary COPY over one session, in constant memory. A session copies into one table at a time:
 * what comes for the others is gathered until it is worth taking turns.
 */
export class CopyChannel {
  private readonly targets: CopyTarget[] = []
  private turn: { readonly target: CopyTarget; readonly copy: Copy } | null = null

  constructor(private readonly tx: Queryable) {}

  target(table: string, columns: readonly string[]): Tuples {
    const tuples = new Tuples()
    this.targets.push({ tuples, table, columns })
    return tuples
  }

  /** Fills tables, and ends the copies whatever happens: a session that is left in one does nothing else any more. */
  static async fill(tx: Queryable, fill: (channel: CopyChannel) => Promise<void>): Promise<void> {
    const channel = new CopyChannel(tx)
    await channel.ending(async () => {
      await fill(channel)
      await channel.finish()
    })
  }

  /** Does the last of what fills the tables; an error ends the copies. */
  async ending<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      await this.abort(error)
      throw error
    }
  }

  /** Sends what is due; waits while PostgreSQL is behind. */
  async send(): Promise<void> {
    const { turn } = this
    const next =
      this.targets.find(({ tuples }) => tuples.length >= turnAt) ??
      this.targets.find((target) => target.tuples.length >= sendAt && (turn === null || turn.target === target))
    if (next !== undefined) await this.give(next)
  }

  /** Sends all there is and ends the copies. */
  async finish(): Promise<void> {
    for (const target of this.targets) if (target.tuples.length > 0) await this.give(target)
    await this.turn?.copy.end()
    this.turn = null
  }

  /** Ends a copy without its rows: PostgreSQL must hear of it, or it would wait for more. */
  async abort(error: unknown): Promise<void> {
    await this.turn?.copy.abort(error)
  }

  private async give(target: CopyTarget): Promise<void> {
    if (this.turn?.target !== target) {
      await this.turn?.copy.end()
      this.turn = null
      this.turn = { target, copy: await openCopy(this.tx, target.table, target.columns) }
    }
    await this.turn.copy.write(target.tuples.take())
  }
}

interface Copy {
  readonly write: (bytes: Uint8Array) => Promise<void>
  readonly end: () => Promise<void>
  readonly abort: (error: unknown) => Promise<void>
}

async function openCopy(tx: Queryable, table: string, columns: readonly string[]): Promise<Copy> {
  const names = columns.map((column) => `"${column}"`).join(', ')
  const stream: Writable = await tx.unsafe(`copy ${table} (${names}) from stdin (format binary)`).writable()
  const failed = new Promise<never>((_, reject) => stream.once('error', reject))
  failed.catch(() => undefined)
  stream.write(copyHeader)
  return {
    async write(bytes) {
      for (let at = 0; at < bytes.length; at += messageSize) {
        if (!stream.write(bytes.subarray(at, at + messageSize))) await Promise.race([once(stream, 'drain'), failed])
      }
    },
    async end() {
      stream.end(copyTrailer)
      await Promise.race([once(stream, 'finish'), failed])
    },
    async abort(error) {
      if (stream.destroyed) return
      stream.destroy(error instanceof Error ? error : new Error(String(error)))
      await once(stream, 'close').catch(() => undefined)
    },
  }
}
