import type { Command } from 'commander'
import { permissions, roles } from '../../domain/access.js'
import { createToken, withdrawToken } from '../../operations/access/tokens.js'
import { listTokens } from '../../register/access/tokens.js'
import { withContext } from '../context.js'
import { acting, common, example, read, readActing, wholeNumber } from '../options.js'
import { say, sayJson, sayTable } from '../print.js'
import { showInstant } from '../when.js'

/** token create, list and revoke: API tokens. */
export function addToken(program: Command): void {
  const token = program
    .command('token')
    .description('API tokens: who may come in by HTTP, and what they may (docs/security.md)')
  addCreate(token)
  addList(token)
  addRevoke(token)
}

/** Gathers a repeated option. */
function gathered(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text]
}

interface CreateOptions {
  readonly role: readonly string[]
  readonly scope?: readonly string[]
  readonly supplier?: string
  readonly days: number
}

function addCreate(token: Command): void {
  const create = example(
    acting(token.command('create <name>')),
    'token create night-watch --role operator --scope fleet:read',
    'token create edf-systems --role supplier --supplier edf --days 30',
  )
    .description('make a token; it is shown once')
    .requiredOption('--role <role>', `one of ${roles.join(', ')}; may be repeated`, gathered)
    .option(
      '--scope <permission>',
      `only this of what the role may (${Object.keys(permissions).join(', ')}); may be repeated`,
      gathered,
    )
    .option('--supplier <name>', 'for the role supplier: whose portfolio')
    .option('--days <n>', 'it expires after so many days', wholeNumber(1, 366), 90)
    .action(async (name: string) => {
      const options = readActing<CreateOptions>(create)
      await withContext(options, async ({ db, inForce }) => {
        const made = await createToken(db, (await inForce()).programme, {
          name,
          roles: options.role,
          scopes: options.scope ?? [],
          supplier: options.supplier ?? null,
          days: options.days,
          by: options.by,
          now: Date.now(),
        })
        if (options.json) sayJson(made)
        else {
          say(made.token)
          process.stderr.write(`keep it: it is shown this once; it expires ${showInstant(made.expiresAt)}\n`)
        }
      })
    })
}

function addList(token: Command): void {
  const list = example(common(token.command('list')), 'token list')
    .description('tokens with what they may; never their secrets')
    .action(async () => {
      const options = read(list)
      await withContext(options, async ({ db }) => {
        const tokens = await listTokens(db)
        if (options.json) sayJson({ tokens })
        else if (tokens.length === 0) say('no tokens')
        else
          sayTable(
            [
              { title: 'token' },
              { title: 'name' },
              { title: 'roles' },
              { title: 'supplier', spare: 2 },
              { title: 'scopes', spare: 3 },
              { title: 'expires' },
              { title: 'last used', spare: 1 },
            ],
            tokens.map(({ tokenId, name, roles: held, supplier, scopes, expiresAt, revokedAt, lastUsedAt }) => [
              tokenId,
              name,
              held.join(', '),
              supplier,
              scopes?.join(', ') ?? 'all',
              revokedAt === null ? showInstant(expiresAt) : `revoked ${showInstant(revokedAt)}`,
              lastUsedAt === null ? null : showInstant(lastUsedAt),
            ]),
          )
      })
    })
}

function addRevoke(token: Command): void {
  const revoke = example(acting(token.command('revoke <token>')), 'token revoke 4k2m9x7q1a0z --reason "left the team"')
    .description('revoke a token by its id; it counts no more from now on')
    .requiredOption('--reason <text>', 'why, for the record')
    .action(async (tokenId: string) => {
      const options = readActing(revoke)
      const { reason } = revoke.opts<{ reason: string }>()
      await withContext(options, async ({ db }) => {
        await withdrawToken(db, tokenId, { by: options.by, reason, now: Date.now() })
        if (options.json) sayJson({ tokenId })
        else say(`token ${tokenId} is revoked`)
      })
    })
}
