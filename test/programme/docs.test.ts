import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { programmeFiles } from '../../src/domain/programme-files.js'
import { ProgrammeFolder } from './support/folder.js'

it('the examples of docs/programme.md make a programme that loads', async () => {
  const text = await readFile(join(import.meta.dirname, '../../docs/programme.md'), 'utf8')
  const folder = await ProgrammeFolder.copy('history')
  for (const file of programmeFiles) {
    const section = text.split(`### ${file}\n`)[1]
    const example = /```(?:yaml|csv)\n([\s\S]*?)```/.exec(section ?? '')?.[1]
    if (example === undefined) throw new Error(`docs/programme.md has no example of ${file}`)
    await folder.write(file, example)
  }
  expect(await folder.problems()).toEqual([])
  expect(await folder.programme()).toMatchObject({ name: 'my-programme', policies: [{ id: 'decision-2018' }] })
})
