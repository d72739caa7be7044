import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readAuthorisationFile, writeAuthorisationFiles } from '../../src/operations/batch/authorisation-file.js'
import { Batches } from '../support/batches.js'
import { Fleet, installation } from '../support/fleet.js'

let fleet: Fleet
let batches: Batches
let folder: string
let batchId: number
let file: string

beforeEach(async () => {
  fleet = await Fleet.open()
  batches = new Batches(fleet)
  folder = await mkdtemp(join(tmpdir(), 'meterlift-files-'))
  await fleet.bring(
    [1, 2].flatMap((n) => installation(fleet.programme, n, { electricity: { supplier: 'fenside-energy' } })),
  )
  await fleet.openAll()
  batchId = await batches.started()
  const written = await writeAuthorisationFiles(fleet.db, batchId, {
    folder,
    sender: '00DB123400000001',
    now: fleet.now,
  })
  file = written[0]?.file ?? ''
  expect(written).toMatchObject([{ supplier: 'fenside-energy', meters: 2 }])
})

afterEach(async () => {
  expect(await batches.broken()).toEqual([])
  await rm(folder, { recursive: true })
  await fleet.test.drop()
})

const by = () => ({ actor: 'ann', reason: null, now: fleet.now })

async function decide(change: (lines: string[]) => string[]): Promise<void> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n')
  await writeFile(file, `${change(lines).join('\n')}\n`)
}

/** What is on record of each supplier's word. */
async function words(): Promise<readonly string[]> {
  const rows = await fleet.db<{ text: string }[]>`
    select supplier_id || ' ' || decision as text from batch_authorisation order by 1`
  return rows.map(({ text }) => text)
}

describe('an authorisation file', () => {
  it('is named as the names in use are, and there as a whole', async () => {
    expect(await readdir(folder)).toEqual(['MA_FENSIDE-ENERGY_00DB123400000001_20260601_100000.csv'])
  })

  it('that is returned authorises the lines that say so and gives back the others; read again it changes nothing', async () => {
    await decide(([header = '', ...lines]) => [
      header,
      ...lines.map((line, n) => line.replace(/,,$/, n === 0 ? ',authorised,' : ',refused,no')),
    ])
    const answer = {
      file: expect.any(String) as string,
      batchId,
      supplier: 'fenside-energy',
      word: 'partly',
      authorised: 1,
      refused: 1,
      givenBack: 1,
    }
    expect(await readAuthorisationFile(fleet.db, file, by())).toEqual({ ...answer, alreadyRead: false })
    await fleet.takeMessages()
    await batches.tend(batchId)
    expect(await batches.counts(batchId)).toEqual(['given-back BAT_AUTHORISATION_REFUSED 1', 'released 1'])
    const events = await batches.events(batchId)
    expect(await readAuthorisationFile(fleet.db, file, by())).toEqual({ ...answer, alreadyRead: true })
    expect(await batches.events(batchId)).toEqual(events)
    expect(await words()).toEqual(['fenside-energy partly'])
  })

  it('that leaves lines out is a word in part, until another one speaks of the rest', async () => {
    await decide(([header = '', first = '']) => [header, first.replace(/,,$/, ',authorised,')])
    expect(await readAuthorisationFile(fleet.db, file, by())).toMatchObject({ word: 'partly', authorised: 1 })
    fleet.now += 1_000
    const [rest] = await writeAuthorisationFiles(fleet.db, batchId, {
      folder,
      sender: '00DB123400000001',
      now: fleet.now,
    })
    file = rest?.file ?? ''
    await decide((lines) => lines.map((line) => line.replace(/,,$/, ',authorised,')))
    expect(await readAuthorisationFile(fleet.db, file, by())).toMatchObject({ word: 'authorised', authorised: 2 })
    expect(await words()).toEqual(['fenside-energy authorised'])
  })

  it('that refuses one meter of a split installation gives back the other as well, and says so', async () => {
    await fleet.bring(
      installation(fleet.programme, 3, {
        gas: true,
        electricity: { supplier: 'fenside-energy' },
        gasRow: { supplier: 'edf' },
      }),
    )
    await fleet.openAll()
    const split = await batches.started({}, { supplier: 'edf' })
    const written = await writeAuthorisationFiles(fleet.db, split, {
      folder,
      sender: '00DB123400000002',
      now: fleet.now,
    })
    file = written.find(({ supplier }) => supplier === 'fenside-energy')?.file ?? ''
    await decide((lines) => lines.map((line) => line.replace(/,,$/, ',refused,')))
    expect(await readAuthorisationFile(fleet.db, file, by())).toMatchObject({
      word: 'refused',
      refused: 1,
      givenBack: 2,
    })
    expect(await batches.counts(split)).toEqual([
      'given-back BAT_AUTHORISATION_REFUSED 1',
      'given-back BAT_SIBLING_REFUSED 1',
    ])
  })

  it('that is bad is refused whole, with its lines named', async () => {
    await decide(([header = '', first = '', second = '']) => [
      header,
      first.replace(/,,$/, ',authorised,'),
      second.replace(/,,$/, ',perhaps,'),
      first.replace(/[0-9A-F-]{23}/, 'FF-FF-FF-FF-FF-FF-FF-FF').replace(/,,$/, ',authorised,'),
    ])
    await expect(readAuthorisationFile(fleet.db, file, by())).rejects.toMatchObject({
      code: 'AUTHORISATION_FILE_BAD',
      message: expect.stringContaining('line 3: decision “perhaps” is neither authorised nor refused') as string,
    })
    await decide(([header = '', first = '', , stranger = '']) => [header, first, stranger])
    await expect(readAuthorisationFile(fleet.db, file, by())).rejects.toMatchObject({
      message: expect.stringContaining(`line 3: the device is not in batch ${batchId}`) as string,
    })
    expect(await batches.counts(batchId)).toEqual(['waiting AUT_SUPPLIER 2'])
    expect([...(await fleet.db`select * from authorisation`)]).toEqual([])
  })
})
