import type { Command } from 'commander'
import { bold } from '../emphasis.js'
import { codeEntry, codeKinds, codes } from '../../domain/codes.js'
import { MeterliftError } from '../../domain/errors.js'
import { ruleOf } from '../../domain/retry.js'
import { withContext, type CommonOptions } from '../context.js'
import { common, example, read } from '../options.js'
import { say, sayJson, textWidth, wrap } from '../print.js'

interface Explained {
  readonly code: string
  readonly kind: string
  readonly meaning: string
  readonly owner: string
  readonly remedy: string
}

/** codes: what each stable code means. */
export function addCodes(program: Command): void {
  const command = example(common(program.command('codes [code]')), 'codes', 'codes ELG_FIRMWARE_UPGRADE')
    .description('what the codes mean, who acts and what to do')
    .action(async (code: string | undefined) => {
      const options = read(command)
      const found = code === undefined ? codes : [await explain(options, code)]
      if (options.json) {
        sayJson(code === undefined ? { codes: found } : found[0])
        return
      }
      for (const kind of [...codeKinds, 'failure']) {
        const entries = found.filter((entry) => entry.kind === kind)
        if (entries.length > 0 && code === undefined) say(bold(kind))
        for (const { code: name, meaning, owner, remedy } of entries) {
          say(`  ${name}  ${meaning}`)
          for (const line of wrap(
            `    ${owner === 'nobody' ? 'nobody needs to act' : `${owner} acts`}: ${remedy}`,
            textWidth(),
            '    ',
          ))
            say(line)
        }
      }
    })
}

/** A code of the program itself, else a failure code in the retry table in force, which only the register knows. */
async function explain(options: CommonOptions, text: string): Promise<Explained> {
  const entry = codeEntry(text.toUpperCase()) ?? codeEntry(text.toLowerCase())
  if (entry !== null) return entry
  const rule = await withContext(options, async ({ inForce }) => ruleOf((await inForce()).programme.retry, text)).catch(
    (error: unknown) => {
      if (error instanceof MeterliftError && error.code === 'STACK_NOT_RUNNING') return null
      throw error
    },
  )
  if (rule === null) {
    throw new MeterliftError('CODE_NOT_FOUND', `there is no code ${text}`, {
      hint: 'codes lists them; DCC’s failure codes are in the programme’s retry table, which is read from a running stack',
    })
  }
  return { code: rule.code, kind: 'failure', meaning: rule.meaning, owner: rule.owner, remedy: rule.remedy }
}
