import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'

const root = fileURLToPath(new URL('../..', import.meta.url))
const form = z.object({
  services: z.record(
    z.string(),
    z.looseObject({
      image: z.string().optional(),
      ports: z.array(z.string()).optional(),
      healthcheck: z.unknown().optional(),
      environment: z.record(z.string(), z.string()).optional(),
    }),
  ),
})

/** The compose specification's schema, out of the Python package that carries it. */
async function schema(): Promise<object> {
  const folder = await mkdtemp(join(tmpdir(), 'meterlift-compose-'))
  try {
    const pip = spawnSync(
      'python3',
      ['-m', 'pip', 'download', '-q', '--no-deps', '-d', folder, 'docker-compose==1.29.2'],
      { encoding: 'utf8' },
    )
    if (pip.status !== 0) throw new Error(pip.stderr)
    const [wheel] = await readdir(folder)
    spawnSync('python3', ['-m', 'zipfile', '-e', join(folder, wheel ?? ''), folder])
    return JSON.parse(await readFile(join(folder, 'compose', 'config', 'compose_spec.json'), 'utf8')) as object
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe('docker-compose.yml', () => {
  it('fits the compose specification', async () => {
    const content = parse(await readFile(join(root, 'docker-compose.yml'), 'utf8'), { merge: true }) as Record<
      string,
      unknown
    >
    const { name: _name, ...older } = content
    const ajv = new Ajv({ strict: false, validateFormats: false })
    // The specification names its parts in the manner of an older draft, which the validator does not know.
    const spec = JSON.parse(
      JSON.stringify(await schema(), (key, value: unknown) =>
        key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
      ),
    ) as object
    const validate = ajv.compile(spec)
    expect(validate(older), JSON.stringify(validate.errors)).toBe(true)
    expect(validate({ ...older, services: { broken: { ports: 7 } } })).toBe(false)
  })
  it('pins every image, checks every lasting service, publishes on loopback alone and carries no password', async () => {
    const text = await readFile(join(root, 'docker-compose.yml'), 'utf8')
    const { services } = form.parse(parse(text, { merge: true }))
    for (const [name, service] of Object.entries(services)) {
      if (service.image !== undefined) expect(service.image, name).toMatch(/:\d+\.\d+/)
      if (name !== 'migrate') expect(service.healthcheck, name).toBeDefined()
      for (const port of service.ports ?? []) expect(port, name).toMatch(/^127\.0\.0\.1:/)
      for (const [variable, value] of Object.entries(service.environment ?? {})) {
        if (/PASSWORD|PWD|SECRET|TOKEN/.test(variable)) expect(value, `${name} ${variable}`).toMatch(/^\$\{\w+:\?/)
      }
    }
    const wanted = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name)
    const example = await readFile(join(root, '.env.example'), 'utf8')
    for (const name of wanted) expect(example).toMatch(new RegExp(`^${name}=$`, 'm'))
  })
})
