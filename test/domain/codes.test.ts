import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { codeEntry, codes } from '../../src/domain/codes.js'
import { lossReasons } from '../../src/domain/journey/happening.js'
import { exclusionCategories } from '../../src/domain/programme.js'

const root = fileURLToPath(new URL('../..', import.meta.url))

async function read(path: string): Promise<string> {
  return readFile(join(root, path), 'utf8')
}

async function sources(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true })
  return Promise.all(entries.filter((name) => name.endsWith('.ts')).map((name) => read(join(folder, name))))
}

/** Whatever looks like a code: words in capitals, joined by underscores. */
const anyCode = /'([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)'/g
/** Prefixes that only our stable codes have, wherever they are used. */
const prefixed = /'((?:INV|ELG|AUT|DUTY|REP|LOST|OUT|ENR|IMP|CHK)_[A-Z_]+)'/g

const found = (texts: readonly string[], pattern: RegExp): readonly string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => code ?? ''))),
]

describe('the stable codes', () => {
  it('that the rules use are registered', async () => {
    const rules = [
      ...(await sources('src/domain/journey')),
      await read('src/domain/eligibility.ts'),
      await read('src/domain/inventory.ts'),
    ]
    const used = found(rules, anyCode)
    expect(used.length).toBeGreaterThan(40)
    expect(used.filter((code) => codeEntry(code) === null)).toEqual([])
  })

  it('that the register and the operations use are registered', async () => {
    const used = found([...(await sources('src/register')), ...(await sources('src/operations'))], prefixed)
    expect(used.length).toBeGreaterThan(4)
    expect(used.filter((code) => codeEntry(code) === null)).toEqual([])
  })

  it('that are put together from words are registered', () => {
    const steps = ['ORDER', 'APPOINT', 'VISIT_FAILED', 'DONE', 'CANCEL'].map((step) => `REP_${step}`)
    const losses = lossReasons.map((reason) => `LOST_${reason.toUpperCase()}`)
    expect([...steps, ...losses, ...exclusionCategories].filter((code) => codeEntry(code) === null)).toEqual([])
  })

  it('are each there once and in docs/codes.md, with what they mean and what to do', async () => {
    const docs = await read('docs/codes.md')
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length)
    for (const { code, meaning, owner, remedy } of codes)
      expect(docs).toContain(`| \`${code}\` | ${meaning} | ${owner} | ${remedy} |`)
    const documented = [...docs.matchAll(/^\| `([^`]+)` \|/gm)].map(([, code]) => code)
    expect(documented.toSorted()).toEqual(codes.map(({ code }) => code).toSorted())
  })
})
