import type { Command } from 'commander'
import { listAudit, type AuditFilter } from '../../register/access/audit.js'
import { listOperations } from '../../register/access/operations.js'
import { decisionSubjects, listDecisions, type DecisionFilter } from '../../register/read/decision-log.js'
import { withContext } from '../context.js'
import { common, example, oneOf, read, wholeNumber } from '../options.js'
import { say, sayJson, sayTable } from '../print.js'
import { instantGiven, showInstant } from '../when.js'

/** log: who decided what, who asked for what, and long work. */
export function addLog(program: Command): void {
  const group = program.command('log').description('who decided what, what everyone asked for, and long work')
  addDecisions(group)
  addAudit(group)
  addOperations(group)
}

interface Limit {
  readonly limit: number
}

function lines(command: Command): Command {
  return common(command).option('--limit <n>', 'how many at most, the latest first', wholeNumber(1, 10_000), 50)
}

function between(command: Command): Command {
  return lines(command)
    .option('--actor <name>', 'only what this person did')
    .option('--from <time>', 'since then: 2026-11-24T18:00 (London)', (text) => instantGiven(text))
    .option('--to <time>', 'before then', (text) => instantGiven(text))
}

function addDecisions(group: Command): void {
  const decisions = example(between(group.command('decisions')), 'log decisions --about lane')
    .description('what was decided about lanes, batches, the programme, actions and imports')
    .option('--about <what>', decisionSubjects.join(', '), oneOf(decisionSubjects))
    .action(async () => {
      const options = read<DecisionFilter & Limit>(decisions)
      await withContext(options, async ({ db }) => {
        const found = await listDecisions(db, options, { before: null, limit: options.limit })
        if (options.json) sayJson({ decisions: found })
        else
          sayLog(
            ['when', 'about', 'which', 'what', 'by', 'reason'],
            found.map(({ at, about, subject, what, actor, reason }) => [
              ...[showInstant(at), about, subject, what, actor, reason],
            ]),
          )
      })
    })
}

function addAudit(group: Command): void {
  const audit = example(between(group.command('audit')), 'log audit --target /v1/meters/17')
    .description('every request and command that is on the audit log')
    .option('--action <action>', 'only this route, as POST /lanes/stop, or command')
    .option('--target <target>', 'how the target begins')
    .option('--code <code>', 'only what was refused with this code')
    .action(async () => {
      const options = read<AuditFilter & Limit>(audit)
      await withContext(options, async ({ db }) => {
        const entries = await listAudit(db, options, { before: null, limit: options.limit })
        if (options.json) sayJson({ entries })
        else
          sayLog(
            ['when', 'by', 'action', 'target', 'phase', 'status', 'code'],
            entries.map(({ at, actor, action, target, phase, status, code }) => [
              ...[showInstant(at), actor, action, target, phase, status === null ? null : String(status), code],
            ]),
          )
      })
    })
}

function addOperations(group: Command): void {
  const operations = example(lines(group.command('operations')), 'log operations --running')
    .description('long work that was asked for by HTTP: imports, programmes put in force')
    .option('--kind <kind>', 'only of this kind, as import')
    .option('--running', 'only what is under way', false)
    .action(async () => {
      const options = read<{ readonly kind?: string; readonly running: boolean } & Limit>(operations)
      await withContext(options, async ({ db }) => {
        const of = { caller: null, kind: options.kind, running: options.running }
        const found = await listOperations(db, of, { before: null, limit: options.limit })
        if (options.json) sayJson({ operations: found })
        else
          sayLog(
            ['when', 'kind', 'by', 'state', 'what came of it'],
            found.map(({ startedAt, kind, caller, state, problem, progress }) => [
              ...[showInstant(startedAt), kind, caller, state, problem?.detail ?? progressText(progress)],
            ]),
          )
      })
    })
}

function progressText(progress: Readonly<Record<string, number>>): string {
  return Object.entries(progress)
    .map(([name, n]) => `${n.toLocaleString('en-GB')} ${name}`)
    .join(', ')
}

function sayLog(titles: readonly string[], rows: readonly (readonly (string | null)[])[]): void {
  if (rows.length === 0) say('nothing on the log')
  else
    sayTable(
      titles.map((title) => ({ title })),
      rows,
    )
}
