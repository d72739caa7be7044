import { openDatabase, type Database } from '../../src/register/database.js'

let number = 0

/**
 * A place in PostgreSQL at which whoever comes waits until the test lets it go on: a trigger that asks for a lock which
 * the test holds. So a process can be killed between two effects, exactly and not by luck.
 */
export class Gate {
  private constructor(
    private readonly url: string,
    private readonly holder: Database,
    private readonly key: number,
    private readonly create: string,
    private readonly drop: string,
  ) {}

  /** Before a row is written to a table; `when` is a condition on the row `new`. */
  static beforeRow(url: string, table: string, on: 'insert' | 'update', when = 'true'): Promise<Gate> {
    return Gate.make(url, 'trigger', 'return new', (name) => [
      `create trigger ${name} before ${on} on ${table} for each row when (${when}) execute function ${name}()`,
      `drop trigger if exists ${name} on ${table}`,
    ])
  }

  /** In the commit of a transaction that wrote such a row: everything is said, nothing is settled. */
  static atCommit(url: string, table: string, on: 'insert' | 'update', when = 'true'): Promise<Gate> {
    return Gate.make(url, 'trigger', 'return null', (name) => [
      `create constraint trigger ${name} after ${on} on ${table} deferrable initially deferred for each row when (${when}) execute function ${name}()`,
      `drop trigger if exists ${name} on ${table}`,
    ])
  }

  /** Before a change of the schema. */
  static beforeSchemaChange(url: string, tag: string): Promise<Gate> {
    return Gate.make(url, 'event_trigger', 'return', (name) => [
      `create event trigger ${name} on ddl_command_start when tag in ('${tag}') execute function ${name}()`,
      `drop event trigger if exists ${name}`,
    ])
  }

  private static async make(
    url: string,
    returns: string,
    last: string,
    trigger: (name: string) => readonly [string, string],
  ): Promise<Gate> {
    number += 1
    const [key, name] = [880_000 + number, `test_gate_${process.pid}_${number}`]
    const holder = openDatabase(url, { max: 1, name: 'gate' })
    const [create, drop] = trigger(name)
    await holder.unsafe(`create function ${name}() returns ${returns} language plpgsql as $$ begin
      perform pg_advisory_lock_shared(${key}); perform pg_advisory_unlock_shared(${key}); ${last}; end $$`)
    await holder.unsafe(create)
    return new Gate(url, holder, key, create, `${drop}; drop function if exists ${name}()`)
  }

  /** Shuts the gate: from now on whoever comes waits. Gates are made open, since making one waits for those who stand at another. */
  async close(): Promise<this> {
    await this.holder`select pg_advisory_lock(${this.key})`
    return this
  }

  /** Waits until somebody stands at the gate, and answers the number of its session. */
  async reached(limitMs = 60_000): Promise<number> {
    for (const end = Date.now() + limitMs; Date.now() < end;) {
      const [row] = await this.holder<
        { pid: number }[]
      >`select pid from pg_locks where locktype = 'advisory' and not granted and objid = ${this.key} limit 1`
      if (row !== undefined) return row.pid
      await new Promise((wake) => setTimeout(wake, 20))
    }
    throw new Error(`nobody came to the gate: ${this.create}`)
  }

  /** Lets everybody go on, and takes the gate away; also where PostgreSQL was killed meanwhile, which opened it. */
  open(): Promise<void> {
    return Gate.openAll([this])
  }

  /** Opens several: all first, since taking one away waits for those who still stand at another. */
  static async openAll(gates: readonly Gate[]): Promise<void> {
    for (const { holder } of gates) await holder.end({ timeout: 1 })
    for (const { url, drop } of gates) {
      const db = openDatabase(url, { max: 1 })
      try {
        await db.unsafe(drop)
      } finally {
        await db.end()
      }
    }
  }
}
