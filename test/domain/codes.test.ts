import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { codeEntry, codes } from '../../src/domain/codes.js'

const root = fileURLToPath(new URL('../..', import.meta.url))
const stable = /'((?:INV|ELG|AUT|DUTY|REP|LOST|OUT|ENR|IMP)_[A-Z_]+)'/g

async function sources(folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { recursive: true })
  return Promise.all(entries.filter((name) => name.endsWith('.ts')).map((name) => readFile(join(root, folder, name), 'utf8')))
}

describe('the stable codes', () => {
  it('that the program uses are registered', async () => {
    const texts = [...(await sources('src/domain/journey')), ...(await sources('src/register')), ...(await Promise.all(['eligibility', 'inventory'].map((name) => readFile(join(root, 'src/domain', `${name}.ts`), 'utf8'))))]
    const used = new Set(texts.flatMap((text) => [...text.matchAll(stable)].map(([, code]) => code ?? '')))
    expect(used.size).toBeGreaterThan(30)
    expect([...used].filter((code) => codeEntry(code) === null)).toEqual([])
  })
  it('are each there once and in docs/codes.md, with what they mean and what to do', async () => {
    const docs = await readFile(join(root, 'docs/codes.md'), 'utf8')
    expect(new Set(codes.map(({ code }) => code)).size).toBe(codes.length)
    for (const { code, meaning, owner, remedy } of codes) expect(docs).toContain(`| \`${code}\` | ${meaning} | ${owner} | ${remedy} |`)
  })
})
