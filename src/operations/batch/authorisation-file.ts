import { createHash } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { EpochMs, SupplierId } from '../../domain/brands.js'
import { MeterliftError } from '../../domain/errors.js'
import { parseDeviceId } from '../../domain/identifiers.js'
import { giveBackMembers } from '../../register/batch/withdraw.js'
import { readBatch } from '../../register/batch/row.js'
import type { Database, Queryable } from '../../register/database.js'
import { groupBy } from '../../domain/group-by.js'
import { inTransaction } from '../../register/in-transaction.js'
import { authoriseMeters, takeWord, type AuthorisationDecision, type SupplierWord } from './authorise.js'
import type { Acting } from './command.js'

/** Columns of an authorisation file; ours, since DCC's are not public (docs/batches.md). */
export const authorisationColumns = [
  'batch',
  'supplier',
  'device_id',
  'meter_point',
  'fuel',
  'hub_id',
  'decision',
  'remark',
] as const

/** `MA_<party>_<EUI-64 of the sender>_<YYYYMMDD>_<HHMMSS>`, as the names in use are; UTC. */
const namePattern = /^MA_([A-Za-z0-9-]+)_([0-9A-F]{16})_(\d{8})_(\d{6})\.csv$/i

export function authorisationFileName(supplier: SupplierId, sender: string, now: EpochMs): string {
  const [day, time] = new Date(now).toISOString().split('T')
  return `MA_${supplier.toUpperCase()}_${sender.toUpperCase()}_${day?.replaceAll('-', '')}_${time?.slice(0, 8).replaceAll(':', '')}.csv`
}

export interface WrittenFile {
  readonly file: string
  readonly supplier: SupplierId
  readonly meters: number
}

/**
 * Writes one file for each supplier with live members in a batch, for it to say `authorised` or `refused` on each line. A file
 * appears whole or not at all.
 * @param sender EUI-64 of who sends it, sixteen hexadecimal digits
 * @throws MeterliftError BATCH_UNKNOWN, DEVICE_ID_INVALID
 */
export async function writeAuthorisationFiles(
  db: Database,
  batchId: number,
  to: { readonly folder: string; readonly sender: string; readonly now: EpochMs },
): Promise<readonly WrittenFile[]> {
  await readBatch(db, batchId)
  const files = await authorisationFiles(db, batchId, to)
  const written: WrittenFile[] = []
  for (const { name, supplier, meters, text } of files) {
    const file = join(to.folder, name)
    await writeFile(`${file}.part`, text, { mode: 0o600 })
    await rename(`${file}.part`, file)
    written.push({ file, supplier, meters })
  }
  return written
}

/** An authorisation file before it is written or sent. */
export interface AuthorisationFile {
  readonly name: string
  readonly supplier: SupplierId
  readonly meters: number
  readonly text: string
}

/**
 * The authorisation files of a batch, one for each supplier with live members.
 * @param of.supplier only this one's
 * @throws MeterliftError DEVICE_ID_INVALID
 */
export async function authorisationFiles(
  db: Queryable,
  batchId: number,
  of: { readonly sender: string; readonly now: EpochMs; readonly supplier?: SupplierId },
): Promise<readonly AuthorisationFile[]> {
  const sender = parseDeviceId(of.sender)
  if (sender === null) {
    throw new MeterliftError('DEVICE_ID_INVALID', `${of.sender} is not an EUI-64`, {
      hint: 'sixteen hexadecimal digits',
    })
  }
  const rows = await db<
    {
      supplier: SupplierId
      device_id: string
      meter_point: string
      fuel: string
      hub_id: string
      decision: string | null
    }[]
  >`
    select j.supplier_id as supplier, m.device_id, m.meter_point, m.fuel, i.hub_id,
           case when u.journey_id is not null then 'authorised' end as decision
    from batch_member b join journey j using (journey_id) join meter m using (journey_id)
    join installation i on i.installation_id = j.installation_id
    left join authorisation u on u.journey_id = j.journey_id and u.supplier_id = j.supplier_id and u.batch_id = b.batch_id
    where b.batch_id = ${batchId} and b.ended_at is null
      ${of.supplier === undefined ? db`` : db`and j.supplier_id = ${of.supplier}`}
    order by 1, j.journey_id`
  return [...groupBy(rows, ({ supplier }) => supplier)].map(([supplier, own]) => ({
    name: authorisationFileName(supplier, sender.replaceAll('-', ''), of.now),
    supplier,
    meters: own.length,
    text: stringify([
      [...authorisationColumns],
      ...own.map(({ device_id, meter_point, fuel, hub_id, decision }) => [
        batchId,
        supplier,
        device_id,
        meter_point,
        fuel,
        hub_id,
        decision,
        '',
      ]),
    ]),
  }))
}

export interface ReadFile {
  readonly file: string
  readonly batchId: number
  readonly supplier: SupplierId
  /** What the supplier's word on all its meters of the batch comes to now. */
  readonly word: SupplierWord
  readonly authorised: number
  readonly refused: number
  /** Meters given back: an installation goes as a whole, so that the other meter behind the same hub goes back with one refused. */
  readonly givenBack: number
  /** The same file was read before: nothing changed. */
  readonly alreadyRead: boolean
}

interface Line {
  readonly line: number
  readonly deviceId: string
  readonly decision: AuthorisationDecision
}

/** As `takeAuthorisationFile`, from a path. */
export async function readAuthorisationFile(db: Database, path: string, acting: Acting): Promise<ReadFile> {
  return takeAuthorisationFile(db, { name: basename(path), text: await readFile(path, 'utf8') }, acting)
}

/**
 * Takes a file that a supplier returned, in one transaction: all of it or nothing. Taken again, it changes nothing.
 * @param only whose file alone is taken, and of which batch; of another one nothing is told
 * @throws MeterliftError AUTHORISATION_FILE_BAD naming the lines, BATCH_UNKNOWN, BATCH_NOT_NOW
 */
export async function takeAuthorisationFile(
  db: Database,
  { name, text }: Pick<AuthorisationFile, 'name' | 'text'>,
  acting: Acting,
  only: { readonly batchId?: number; readonly supplier?: SupplierId } = {},
): Promise<ReadFile> {
  const digest = createHash('sha256').update(text).digest('hex')
  const named = namePattern.exec(name)
  if (named === null) {
    throw bad(name, ['its name is not MA_<party>_<EUI-64>_<YYYYMMDD>_<HHMMSS>.csv'])
  }
  const { batchId, supplier, lines } = parseFile(name, text)
  if (named[1]?.toLowerCase() !== supplier)
    throw bad(name, [`its name is of ${named[1]}, its lines are of ${supplier}`])
  if (only.supplier !== undefined && supplier !== only.supplier) throw bad(name, ['it is not of your meters'])
  if (only.batchId !== undefined && batchId !== only.batchId) throw bad(name, [`it is of batch ${batchId}`])
  return inTransaction(db, async (tx) => {
    const batch = await readBatch(tx, batchId, 'lock')
    const [before] = await tx<{ digest: string; authorised: number; refused: number; given_back: number }[]>`
      select digest, authorised, refused, given_back from authorisation_file where file_name = ${name}`
    if (before !== undefined) {
      if (before.digest !== digest) throw bad(name, ['another file of this name was read before'])
      return {
        file: name,
        batchId,
        supplier,
        word: await wordOnRecord(tx, batchId, supplier),
        authorised: before.authorised,
        refused: before.refused,
        givenBack: before.given_back,
        alreadyRead: true,
      }
    }
    if (batch.ended_at !== null) {
      throw new MeterliftError('BATCH_NOT_NOW', `the batch is ${batch.state}: there is nothing to authorise`)
    }
    const problems = await strangers(tx, batchId, supplier, lines, only.supplier !== undefined)
    if (problems.length > 0) throw bad(name, problems)
    const of = (decision: AuthorisationDecision): readonly string[] =>
      lines.filter((line) => line.decision === decision).map(({ deviceId }) => deviceId)
    const yes = of('authorised')
    const no = of('refused')
    if (yes.length > 0) await authoriseMeters(tx, batchId, supplier, yes, acting)
    const givenBack =
      no.length === 0
        ? 0
        : await giveBackMembers(
            tx,
            batchId,
            { code: 'BAT_AUTHORISATION_REFUSED', devices: no, limit: Number.MAX_SAFE_INTEGER },
            acting.now,
          )
    const counts = { authorised: yes.length, refused: no.length }
    const word = wordOf(counts, await liveMeters(tx, batchId, supplier))
    await takeWord(tx, batchId, supplier, word, acting, name, counts)
    await tx`
      insert into authorisation_file (file_name, digest, batch_id, supplier_id, read_at, read_by, authorised, refused, given_back)
      values (${name}, ${digest}, ${batchId}, ${supplier}, ${acting.now}, ${acting.actor}, ${yes.length}, ${no.length}, ${givenBack})`
    return { file: name, batchId, supplier, word, ...counts, givenBack, alreadyRead: false }
  })
}

/** Live meters of a supplier in a batch, and those of them that are authorised for it or for good. */
interface LiveMeters {
  readonly live: number
  readonly authorised: number
}

async function liveMeters(tx: Queryable, batchId: number, supplier: SupplierId): Promise<LiveMeters> {
  const [row] = await tx<LiveMeters[]>`
    select count(*) as live, count(u.journey_id) as authorised
    from batch_member b join journey j using (journey_id)
    left join authorisation u on u.journey_id = j.journey_id and u.supplier_id = j.supplier_id and (u.batch_id is null or u.batch_id = b.batch_id)
    where b.batch_id = ${batchId} and b.ended_at is null and j.supplier_id = ${supplier}`
  return row ?? { live: 0, authorised: 0 }
}

/** What a file comes to: the whole word only where it speaks of all that is left. */
function wordOf(said: Readonly<Record<AuthorisationDecision, number>>, { live, authorised }: LiveMeters): SupplierWord {
  if (said.authorised === 0) return live === 0 ? 'refused' : 'partly'
  return said.refused === 0 && authorised === live ? 'authorised' : 'partly'
}

async function wordOnRecord(tx: Queryable, batchId: number, supplier: SupplierId): Promise<SupplierWord> {
  const [row] = await tx<{ decision: SupplierWord }[]>`
    select decision from batch_authorisation where batch_id = ${batchId} and supplier_id = ${supplier}`
  return row?.decision ?? 'partly'
}

function parseFile(
  name: string,
  text: string,
): { readonly batchId: number; readonly supplier: SupplierId; readonly lines: readonly Line[] } {
  let rows: readonly (readonly string[])[]
  try {
    rows = parse(text, { bom: true, trim: true, skip_empty_lines: true })
  } catch (error) {
    throw bad(name, [error instanceof Error ? error.message : String(error)])
  }
  const [header, ...body] = rows
  if (header?.join(',') !== authorisationColumns.join(',')) {
    throw bad(name, [`line 1: the columns must be ${authorisationColumns.join(', ')}`])
  }
  const problems: string[] = []
  const seen = new Set<string>()
  const lines = body.flatMap(
    ([batch = '', supplier = '', device = '', , , , decision = ''], index): readonly Line[] => {
      const line = index + 2
      const deviceId = parseDeviceId(device)
      const say = (problem: string): readonly Line[] => {
        problems.push(`line ${line}: ${problem}`)
        return []
      }
      if (!/^\d+$/.test(batch) || batch !== body[0]?.[0])
        return say(`batch “${batch}” is not the number of the first line`)
      if (supplier === '' || supplier !== body[0]?.[1])
        return say(`supplier “${supplier}” is not that of the first line`)
      if (deviceId === null) return say(`“${device}” is not a device id`)
      if (seen.has(deviceId)) return say(`device ${deviceId} is there twice`)
      seen.add(deviceId)
      const word = decision.toLowerCase()
      if (word !== 'authorised' && word !== 'refused')
        return say(`decision “${decision}” is neither authorised nor refused`)
      return [{ line, deviceId, decision: word }]
    },
  )
  if (body.length === 0) problems.push('it has no lines')
  if (problems.length > 0) throw bad(name, problems)
  return { batchId: Number(body[0]?.[0]), supplier: body[0]?.[1] ?? '', lines }
}

/**
 * Lines whose device is no member of the batch, or another supplier's.
 * @param discreet does not tell the one from the other
 */
async function strangers(
  tx: Queryable,
  batchId: number,
  supplier: SupplierId,
  lines: readonly Line[],
  discreet: boolean,
): Promise<readonly string[]> {
  const rows = await tx<{ line: number; member: boolean; supplier: string | null }[]>`
    select x.line, b.journey_id is not null as member, j.supplier_id as supplier
    from jsonb_to_recordset(${tx.json(lines.map(({ line, deviceId }) => ({ line, device_id: deviceId })))}) as x(line integer, device_id text)
    left join meter m using (device_id)
    left join journey j using (journey_id)
    left join batch_member b on b.journey_id = j.journey_id and b.batch_id = ${batchId}
    where b.journey_id is null or j.supplier_id <> ${supplier} order by x.line`
  return rows.map(({ line, member, supplier: of }) =>
    member && !discreet ? `line ${line}: the meter is of ${of}` : `line ${line}: the device is not in batch ${batchId}`,
  )
}

/** Lines named in a message; the rest is counted. */
const namedLines = 10

function bad(name: string, problems: readonly string[]): MeterliftError {
  const more = problems.length > namedLines ? `; and ${problems.length - namedLines} more` : ''
  return new MeterliftError('AUTHORISATION_FILE_BAD', `${name}: ${problems.slice(0, namedLines).join('; ')}${more}`, {
    hint: 'nothing of it was taken; mend it and read it again',
  })
}
