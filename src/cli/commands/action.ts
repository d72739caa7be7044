import type { Command } from 'commander'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  actionKinds,
  memberStates,
  type ActionKind,
  type ActionRequest,
  type MemberState,
} from '../../domain/action/request.js'
import { londonDate } from '../../domain/calendar.js'
import { exclusionCategories, type ExclusionCategory } from '../../domain/programme.js'
import { actionMemberCsv } from '../../operations/action/member-csv.js'
import { listActions, showAction, startAction, stopAction, type ActionLine } from '../../operations/action/follow.js'
import { beginAction, countAction, openFailures, type ActionOrder } from '../../operations/action/order.js'
import { readCorrections, type BadRow } from '../../operations/action/read-corrections.js'
import { memberOutcomes, readMembers, type MemberOutcome } from '../../register/action/read.js'
import type { MeterFilter } from '../../register/read/meter-filter.js'
import { withContext, type ActingOptions, type Context } from '../context.js'
import { acting, common, date, example, filters, oneOf, read, readActing, wholeNumber } from '../options.js'
import { say, sayJson } from '../print.js'
import { writeCsv } from '../write-csv.js'
import { instantGiven } from '../when.js'
import { sayAction, sayActions, sayCount, sayMembers } from '../views/action.js'

interface OrderOptions extends ActingOptions, MeterFilter {
  readonly dryRun: boolean
  readonly prepare: boolean
  readonly name?: string
  readonly reason?: string
}

/** action ...: one decision about many meters, stored, followed and stopped. */
export function addAction(program: Command): void {
  const group = program
    .command('action')
    .description('act on many meters at once: a group of failures, or any filter (docs/failures.md)')
  addRetries(group)
  addCorrect(group)
  addEnds(group)
  addCases(group)
  addFollow(group)
}

function ordering(group: Command, name: string, description: string, use: string): Command {
  return example(filters(acting(group.command(name))), `action ${name} ${use} --dry-run`, `action ${name} ${use}`)
    .description(description)
    .option('--name <words>', 'what the action is called (default: after what it does)')
    .option('--reason <words>', 'why, for the record')
    .option('--dry-run', 'count what can be done and what cannot, with the reason; change nothing', false)
    .option('--prepare', 'count and freeze the meters, and wait for action start', false)
}

async function act(command: Command, request: ActionRequest): Promise<void> {
  const options = readActing<OrderOptions>(command)
  await withContext(options, (context) =>
    carryOut(context, options, request, { kind: 'filter', filter: openFailures(options) }),
  )
}

async function carryOut(
  { db, inForce }: Context,
  options: OrderOptions,
  request: ActionRequest,
  set: ActionOrder['set'],
  bad: readonly BadRow[] = [],
): Promise<void> {
  const order: ActionOrder = {
    request,
    set,
    name: options.name ?? null,
    actor: options.by,
    reason: options.reason ?? null,
    now: Date.now(),
  }
  const force = await inForce()
  const rows = request.kind === 'correct' ? { badRows: bad } : {}
  if (options.dryRun) {
    const count = { actionId: null, ...(await countAction(db, force, order)), ...rows }
    if (options.json) sayJson(count)
    else sayCount(count, bad)
    return
  }
  const begun = { ...(await beginAction(db, force, order, { held: options.prepare })), ...rows }
  if (options.json) sayJson(begun)
  else {
    sayCount(begun, bad)
    say(
      options.prepare
        ? `action ${begun.actionId} is prepared; begin it with action start ${begun.actionId}`
        : `action ${begun.actionId} has begun; follow it with action show ${begun.actionId}`,
    )
  }
}

function addRetries(group: Command): void {
  const retry = ordering(
    group,
    'retry',
    'attempt again, now or at a time; the result is what came of the attempt',
    '--failure W101 --lane itron',
  )
    .option('--at <time>', 'not before this time: 2026-11-24T18:00 (London), with an offset, or +2h', (text) =>
      instantGiven(text),
    )
    .action(() => act(retry, { kind: 'retry', at: retry.opts<{ at?: number }>().at ?? null }))
}

function addCorrect(group: Command): void {
  const correct = example(
    acting(group.command('correct <file>')),
    'action correct corrections.csv --dry-run',
    'action correct corrections.csv --reason "read on site"',
  )
    .description(
      'correct each meter of a CSV by its own row, then check it again (columns: meter, then those to correct)',
    )
    .option('--name <words>', 'what the action is called (default: after the file)')
    .option('--reason <words>', 'why, for the record')
    .option('--dry-run', 'check every row and count; change nothing', false)
    .option('--prepare', 'count and freeze the meters, and wait for action start', false)
    .action(async (file: string) => {
      const options = readActing<OrderOptions>(correct)
      await withContext(options, async (context) => {
        const { programme } = await context.inForce()
        const { corrections, bad, digest } = await readCorrections(
          context.db,
          programme,
          await readFile(file),
          Date.now(),
        )
        const set = { kind: 'corrections', corrections, file: basename(file), digest } as const
        await carryOut(context, options, { kind: 'correct' }, set, bad)
      })
    })
}

function addEnds(group: Command): void {
  const exclude = ordering(
    group,
    'exclude',
    'exclude from enrolment: ends the duty by a named decision',
    '--failure X901 --category uneconomic-to-test --evidence CASE-17',
  )
    .requiredOption('--category <category>', `one of ${exclusionCategories.join(', ')}`, oneOf(exclusionCategories))
    .requiredOption('--evidence <words>', 'the evidence, or a reference to it')
    .action(() => {
      const { category, evidence } = exclude.opts<{ category: ExclusionCategory; evidence: string }>()
      return act(exclude, { kind: 'exclude', category, evidence })
    })
  const replace = ordering(group, 'replace', 'order SMETS2 replacements', '--code EXCLUSION_PROPOSED')
    .option('--on <date>', 'ordered on this day (default: today)', date)
    .action(() => act(replace, { kind: 'replace', on: replace.opts<{ on?: string }>().on ?? londonDate(Date.now()) }))
}

function addCases(group: Command): void {
  const fixed = ordering(
    group,
    'fixed',
    'record that what the failure code asks for was done; a retry is possible then',
    '--failure K401 --fix "keys recovered by the SMSO"',
  )
    .requiredOption('--fix <words>', 'what was done')
    .action(() => act(fixed, { kind: 'fixed', fix: fixed.opts<{ fix: string }>().fix }))
  const hand = ordering(
    group,
    'hand',
    'hand the failures to an owner, with a note',
    '--failure H701 --to "field team" --note "visit before Friday"',
  )
    .requiredOption('--to <owner>', 'whose it is from now on')
    .requiredOption('--note <words>', 'what is to be done')
    .action(() => {
      const { to, note } = hand.opts<{ to: string; note: string }>()
      return act(hand, { kind: 'hand', owner: to, note })
    })
  const refer = ordering(
    group,
    'refer',
    'refer failures, such as those proposed after fourteen days without progress',
    '--referral proposed --failure D301 --to DCC --as INC-4711',
  )
    .requiredOption('--to <addressee>', 'to whom')
    .requiredOption('--as <reference>', 'the reference of the referral')
    .action(() => {
      const { to, as } = refer.opts<{ to: string; as: string }>()
      return act(refer, { kind: 'refer', addressee: to, reference: as })
    })
  const answer = ordering(
    group,
    'answer',
    'record the answer to a referral',
    '--reference INC-4711 --words "mended on 24 November"',
  )
    .requiredOption('--words <words>', 'what was answered')
    .action(() => act(answer, { kind: 'answer', answer: answer.opts<{ words: string }>().words }))
}

interface ListOptions {
  readonly open: boolean
  readonly kind?: ActionKind
  readonly failure?: string
  readonly limit: number
}

const actionNumber = wholeNumber(1, Number.MAX_SAFE_INTEGER)

function addFollow(group: Command): void {
  const list = example(common(group.command('list')), 'action list --open')
    .description('actions with their results, newest first')
    .option('--open', 'only those under way', false)
    .option('--kind <kind>', actionKinds.join(', '), oneOf(actionKinds))
    .option('--failure <code>', 'only those whose filter names this failure code')
    .option('--limit <n>', 'how many at most', wholeNumber(1, 1_000), 20)
    .action(async () => {
      const options = read<ListOptions>(list)
      await withContext(options, async ({ db }) => {
        const actions = await listActions(db, options)
        if (options.json) sayJson({ actions })
        else sayActions(actions, Date.now())
      })
    })
  const show = example(common(group.command('show').argument('<action>', 'its number', actionNumber)), 'action show 12')
    .description('one action: what was asked, by whom, and what came of it')
    .action(async (actionId: number) => {
      const options = read(show)
      await withContext(options, async ({ db }) => {
        const action = await showAction(db, actionId)
        if (options.json) sayJson(action)
        else sayAction(action, Date.now())
      })
    })
  addMembers(group)
  const start = example(
    acting(group.command('start').argument('<action>', 'its number', actionNumber)),
    'action start 12',
  )
    .description('begin an action that was prepared')
    .action((actionId: number) =>
      control(start, async ({ db, inForce }, by) => startAction(db, await inForce(), actionId, by)),
    )
  const stop = example(
    acting(group.command('stop').argument('<action>', 'its number', actionNumber)),
    'action stop 12 --reason "the head end fails again"',
  )
    .description('stop an action: what has not reached its meter does not any more; what has is not undone')
    .option('--reason <words>', 'why, for the record')
    .action((actionId: number) => control(stop, ({ db }, by) => stopAction(db, actionId, by)))
}

interface By {
  readonly actor: string
  readonly reason: string | null
  readonly now: number
}

/** Starts or stops an action, and says how it stands then. */
async function control(command: Command, change: (context: Context, by: By) => Promise<ActionLine>): Promise<void> {
  const options = readActing<ActingOptions & { readonly reason?: string }>(command)
  await withContext(options, async (context) => {
    const action = await change(context, { actor: options.by, reason: options.reason ?? null, now: Date.now() })
    if (options.json) sayJson(action)
    else sayAction(action, Date.now())
  })
}

interface MemberOptions {
  readonly state?: MemberState
  readonly outcome?: MemberOutcome
  readonly code?: string
}

function ofMembers(command: Command): Command {
  return command
    .option('--state <state>', memberStates.join(', '), oneOf(memberStates))
    .option('--outcome <outcome>', memberOutcomes.join(', '), oneOf(memberOutcomes))
    .option('--code <code>', 'only members refused, or failed again, with this code')
}

function addMembers(group: Command): void {
  const members = example(
    ofMembers(common(group.command('members').argument('<action>', 'its number', actionNumber))),
    'action members 12 --state refused',
  )
    .description('the meters of an action, each with its result')
    .option('--limit <n>', 'how many at most', wholeNumber(1, 10_000), 50)
    .option('--after <n>', 'go on after this journey', wholeNumber(0, Number.MAX_SAFE_INTEGER), 0)
    .action(async (actionId: number) => {
      const options = read<MemberOptions & { readonly limit: number; readonly after: number }>(members)
      await withContext(options, async ({ db }) => {
        await showAction(db, actionId)
        const { state, outcome, code } = options
        const lines = await readMembers(db, { actionId, state, outcome, code }, options)
        const next = lines.length < options.limit ? null : (lines.at(-1)?.journeyId ?? null)
        if (options.json) sayJson({ members: lines, next })
        else sayMembers(lines, next)
      })
    })
  const exporting = example(
    ofMembers(common(group.command('export').argument('<action>', 'its number', actionNumber))),
    'action export 12 --to results.csv',
  )
    .description('all meters of an action with their results, as CSV (columns: docs/cli.md)')
    .option('--to <file>', 'write to a file, readable by you alone, instead of standard output')
    .action(async (actionId: number) => {
      const options = read<MemberOptions & { readonly to?: string }>(exporting)
      await withContext(options, async ({ db }) => {
        await showAction(db, actionId)
        const { state, outcome, code, to } = options
        const query = { actionId, state, outcome, code }
        await writeCsv(actionMemberCsv(db, query), { to: to ?? null, json: options.json, what: 'meters' })
      })
    })
}
