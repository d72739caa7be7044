import { z } from 'zod'
import { MeterliftError } from '../../../domain/errors.js'
import { applyReadProgramme, type ReadProgramme } from '../../../operations/apply-programme.js'
import { compareVersions, versionUnknown } from '../../../operations/compare-versions.js'
import { previewReadProgramme } from '../../../operations/preview-programme.js'
import { readProgrammeFiles } from '../../../operations/read-programme-files.js'
import { describeChanges } from '../../../operations/describe-changes.js'
import {
  decideProposal,
  findProposal,
  listProposals,
  storeProposal,
  type Proposal,
} from '../../../register/access/proposals.js'
import { findProgrammeVersion, listProgrammeVersions } from '../../../register/read/programme-versions.js'
import { wholeFleet } from '../access.js'
import { paged, readCursor } from '../cursor.js'
import type { V1Deps } from '../deps.js'
import {
  anything,
  count,
  day,
  id,
  instant,
  list,
  maybe,
  noBody,
  nothing,
  page,
  pageSize,
  reason,
  text,
} from '../forms.js'
import { route, type Route } from '../route.js'
import { runOperation } from '../run-operation.js'
import { accepted } from './operations.js'

const programmeContent = anything.describe(
  'suppliers, SMSOs, cohorts, EPCL, CPL, policies, lanes, retry table: docs/programme.md',
)
const filesForm = z
  .record(z.string().max(100), z.string().max(4_000_000))
  .describe('the files of a programme folder, by name')
const versionLine = z.object({
  version: count,
  name: text,
  digest: text,
  appliedAt: instant,
  appliedBy: text,
  changes: list(text),
  toldAt: maybe(instant).describe('when the last meter concerned had been told; null: still at it'),
  proposal: maybe(z.object({ proposalId: count, reason: text, proposedBy: text })).describe(
    'whose proposal it was, and why; null: applied from its folder',
  ),
})
const moved = z.object({ supplier: text, earlier: count, later: count, started: count, stopped: count })
const preview = z.object({
  changed: z.boolean(),
  changes: list(text),
  concerned: count,
  woken: count,
  dates: list(moved),
  later: list(z.object({ on: day, policy: text, dates: list(moved) })),
})
const proposalLine = z.object({
  proposalId: count,
  baseVersion: maybe(count),
  digest: text,
  changes: list(text),
  reason: text,
  proposedBy: text,
  proposedAt: instant,
  state: z.enum(['open', 'applied', 'withdrawn']),
  decidedBy: maybe(text),
  decidedAt: maybe(instant),
  decisionReason: maybe(text),
  version: maybe(count),
})
const proposalParam = z.strictObject({ proposal: id })
const words = { tag: 'programme', query: nothing } as const

const inForce = route(
  {
    ...words,
    method: 'GET',
    path: '/programme',
    summary: 'The programme in force',
    permission: 'programme:read',
    params: nothing,
    body: noBody,
    answer: z.object({ version: count, appliedAt: instant, appliedBy: text, programme: programmeContent }),
  },
  async ({ caller, deps }) => {
    wholeFleet(caller)
    const { version, appliedAt, appliedBy, programme } = await deps.programmes.current(deps.db)
    return {
      body: { version, appliedAt, appliedBy, programme },
      etag: `"${version}"`,
    }
  },
)

const versions = route(
  {
    ...words,
    method: 'GET',
    path: '/programme/versions',
    summary: 'Versions of the programme, the newest first',
    permission: 'programme:read',
    params: nothing,
    query: z.strictObject(page),
    body: noBody,
    answer: z.object({ versions: list(versionLine), next: maybe(text) }),
  },
  async ({ query: { limit = pageSize, cursor }, caller, deps }) => {
    wholeFleet(caller)
    const before = readCursor('versions', cursor)
    const found = await listProgrammeVersions(deps.db, { before, limit: limit + 1 })
    const { rows, next } = paged('versions', found, limit, ({ version }) => version)
    return { body: { versions: rows, next } }
  },
)

const version = route(
  {
    ...words,
    method: 'GET',
    path: '/programme/versions/{version}',
    summary: 'One version of the programme',
    permission: 'programme:read',
    params: z.strictObject({ version: id }),
    body: noBody,
    answer: versionLine.extend({ programme: programmeContent }),
  },
  async ({ params, caller, deps }) => {
    wholeFleet(caller)
    const found = await findProgrammeVersion(deps.db, params.version)
    if (found === null) throw versionUnknown(params.version)
    return { body: { ...found, programme: found.programme } }
  },
)

const differences = route(
  {
    ...words,
    method: 'GET',
    path: '/programme/versions/{version}/differences',
    summary: 'What a version says differently than another, or than the one before it',
    permission: 'programme:read',
    params: z.strictObject({ version: id }),
    query: z.strictObject({ from: id.optional().describe('the other version; else the one before') }),
    body: noBody,
    answer: z.object({
      from: maybe(count).describe('null: there was none before'),
      to: count,
      changes: list(
        z.object({
          section: text,
          kind: z.enum(['added', 'removed', 'changed']),
          key: text.describe('id of the item'),
          fields: list(z.object({ field: text, before: anything, after: anything })),
        }),
      ),
    }),
  },
  async ({ params, query: { from }, caller, deps }) => {
    wholeFleet(caller)
    return { body: await compareVersions(deps.db, params.version, from) }
  },
)

const check = route(
  {
    ...words,
    method: 'POST',
    path: '/programme/check',
    summary:
      'Check a programme, and dry run: what applying it would change, for how many meters, whose dates would move',
    permission: 'programme:propose',
    repeatable: true,
    params: nothing,
    body: z.strictObject({ files: filesForm }),
    answer: preview,
  },
  async ({ body, caller, deps, now }) => {
    wholeFleet(caller)
    return { body: await previewReadProgramme(deps.db, await readProgrammeFiles(body.files, now), now) }
  },
)

const propose = route(
  {
    ...words,
    method: 'POST',
    path: '/programme/proposals',
    summary: 'Propose a programme, or an earlier version again; another person puts it in force',
    permission: 'programme:propose',
    status: 201,
    params: nothing,
    body: z.union([z.strictObject({ files: filesForm, reason }), z.strictObject({ version: z.int().min(1), reason })]),
    answer: z.object({ proposalId: count, changes: list(text) }),
  },
  async ({ body, caller, deps, now }) => {
    wholeFleet(caller)
    const { programme, digest } =
      'files' in body ? await readProgrammeFiles(body.files, now) : await again(deps, body.version)
    const before = await deps.programmes.current(deps.db)
    if (before.digest === digest) {
      throw new MeterliftError('PROGRAMME_UNCHANGED', 'this programme is in force already', {
        hint: 'change its files first, or propose another version',
      })
    }
    const changes = describeChanges(before.programme, programme)
    const proposalId = await storeProposal(deps.db, {
      baseVersion: before.version,
      digest,
      programme,
      changes,
      reason: body.reason,
      proposedBy: caller.name,
      proposer: caller.id,
      proposedAt: now,
    })
    return { body: { proposalId, changes }, location: `/v1/programme/proposals/${proposalId}` }
  },
)

/** An earlier version as it was applied: its dates are absolute. */
async function again({ db }: V1Deps, number: number): Promise<ReadProgramme> {
  const found = await findProgrammeVersion(db, number)
  if (found === null) throw versionUnknown(number)
  return found
}

const proposals = route(
  {
    ...words,
    method: 'GET',
    path: '/programme/proposals',
    summary: 'Proposals, the newest first',
    permission: 'programme:read',
    params: nothing,
    query: z.strictObject(page),
    body: noBody,
    answer: z.object({ proposals: list(proposalLine), next: maybe(text) }),
  },
  async ({ query: { limit = pageSize, cursor }, caller, deps }) => {
    wholeFleet(caller)
    const found = await listProposals(deps.db, { before: readCursor('proposals', cursor), limit: limit + 1 })
    const { rows, next } = paged('proposals', found, limit, ({ proposalId }) => proposalId)
    return { body: { proposals: rows, next } }
  },
)

const proposal = route(
  {
    ...words,
    method: 'GET',
    path: '/programme/proposals/{proposal}',
    summary: 'One proposal with its dry run as of now; its ETag goes with apply as If-Match',
    permission: 'programme:read',
    params: proposalParam,
    body: noBody,
    answer: proposalLine.extend({ preview: maybe(preview).describe('null once it is decided') }),
  },
  async ({ params, caller, deps, now }) => {
    wholeFleet(caller)
    const found = await known(deps, params.proposal)
    const etag = await tagOf(deps, found)
    const dryRun = found.state === 'open' ? await previewReadProgramme(deps.db, found, now) : null
    return { body: { ...found, preview: dryRun }, etag }
  },
)

async function known({ db }: V1Deps, proposalId: number): Promise<Proposal> {
  const found = await findProposal(db, proposalId)
  if (found !== null) return found
  throw new MeterliftError('PROPOSAL_UNKNOWN', `there is no proposal ${proposalId}`)
}

/** What somebody who looks at a proposal sees depends on the version in force too: its dry run is against that. */
async function tagOf({ db, programmes }: V1Deps, { proposalId }: Proposal): Promise<string> {
  return `"${proposalId}.${(await programmes.current(db)).version}"`
}

function closed({ proposalId, state }: Proposal): MeterliftError {
  return new MeterliftError('PROPOSAL_CLOSED', `proposal ${proposalId} is ${state}`)
}

const apply = route(
  {
    ...words,
    method: 'POST',
    path: '/programme/proposals/{proposal}/apply',
    summary: 'Put another person’s proposal in force',
    permission: 'programme:approve',
    ifMatch: 'needed',
    status: 202,
    params: proposalParam,
    body: z.strictObject({ reason }),
    answer: accepted,
  },
  async ({ params, body, caller, deps, request }) => {
    wholeFleet(caller)
    const found = await known(deps, params.proposal)
    if (found.state !== 'open') throw closed(found)
    if (found.proposer === caller.id || found.proposedBy === caller.name) {
      throw new MeterliftError('SELF_APPROVAL', 'nobody puts a proposal of their own in force', {
        hint: 'have another approver look at it',
      })
    }
    const { version: before } = await deps.programmes.current(deps.db)
    if (request.headers['if-match'] !== (await tagOf(deps, found))) throw programmeMoved()
    const operationId = await runOperation(deps, { kind: 'programme-apply', caller }, async () => {
      const now = deps.clock()
      const applied = await applyReadProgramme(deps.db, found, { by: caller.name, now, ifVersion: before })
      await decideProposal(deps.db, found.proposalId, {
        state: 'applied',
        by: caller.name,
        reason: body.reason,
        now,
        version: applied.version,
      })
      return applied
    })
    return { body: { operationId }, location: `/v1/operations/${operationId}` }
  },
)

function programmeMoved(): MeterliftError {
  return new MeterliftError('PROGRAMME_MOVED', 'the programme or the proposal is not what you looked at', {
    hint: 'look at the proposal again, and send its ETag as If-Match',
  })
}

const withdraw = route(
  {
    ...words,
    method: 'POST',
    path: '/programme/proposals/{proposal}/withdraw',
    summary: 'Take a proposal back',
    permission: 'programme:propose',
    params: proposalParam,
    body: z.strictObject({ reason }),
    answer: z.object({ proposalId: count, state: z.literal('withdrawn') }),
  },
  async ({ params, body, caller, deps, now }) => {
    wholeFleet(caller)
    const found = await known(deps, params.proposal)
    const decision = { state: 'withdrawn', by: caller.name, reason: body.reason, now, version: null } as const
    if (!(await decideProposal(deps.db, found.proposalId, decision))) throw closed(found)
    return { body: { proposalId: found.proposalId, state: 'withdrawn' as const } }
  },
)

export const programmeRoutes: readonly Route[] = [
  inForce,
  versions,
  version,
  differences,
  check,
  propose,
  proposals,
  proposal,
  apply,
  withdraw,
]
