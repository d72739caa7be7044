import { parse } from 'yaml'
import { z } from 'zod'
import { MeterliftError } from '../domain/errors.js'
import { parseDeviceId } from '../domain/identifiers.js'

const milliseconds = z.int().min(0).max(86_400_000)

/** What shall happen to a device at one attempt, or at every attempt where none is named. */
const directive = z.strictObject({
  attempt: z.int().positive().optional(),
  /** `commissioned`, or the code with which the attempt fails. */
  outcome: z.string().min(1).optional(),
  delayMs: milliseconds.optional(),
  /** `callback`: no callback comes, but DCC answers when asked. `all`: DCC says nothing has come of it yet. */
  silence: z.enum(['callback', 'all']).optional(),
  /** How often the callback is sent. */
  times: z.int().min(1).max(20).optional(),
  badSignature: z.boolean().optional(),
  /** The sender's clock is off by so much. */
  skewMs: z.int().min(-86_400_000).max(86_400_000).optional(),
  /** The callback names a device that nobody knows. */
  unknownDevice: z.boolean().optional(),
})

const script = z.strictObject({ devices: z.record(z.string(), z.array(directive).min(1)) })

export type Directive = z.infer<typeof directive>
export type Script = z.infer<typeof script>

/**
 * Reads a script (YAML or JSON; docs/sandbox.md) by which a device's attempts go as told.
 * @throws MeterliftError SCRIPT_INVALID naming the field
 */
export function parseScript(text: string, name: string): Script {
  let content: unknown
  try {
    content = parse(text)
  } catch (cause) {
    throw new MeterliftError(
      'SCRIPT_INVALID',
      `${name} is not YAML: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    )
  }
  const result = script.safeParse(content)
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`)
    throw new MeterliftError('SCRIPT_INVALID', `${name} is wrong: ${lines.join('; ')}`, {
      hint: 'docs/sandbox.md shows a script',
    })
  }
  const devices = Object.entries(result.data.devices).map(([id, directives]) => {
    const deviceId = parseDeviceId(id)
    if (deviceId === null)
      throw new MeterliftError(
        'SCRIPT_INVALID',
        `${name}: ${id} is not a device id (EUI-64, sixteen hexadecimal digits)`,
      )
    return [deviceId, directives] as const
  })
  return { devices: Object.fromEntries(devices) }
}

/** What a script says of one attempt: the directive that names it, else the one that names none. */
export function directiveFor(script: Script | null, deviceId: string, attempt: number): Directive {
  const directives = script?.devices[deviceId] ?? []
  return (
    directives.find((each) => each.attempt === attempt) ?? directives.find((each) => each.attempt === undefined) ?? {}
  )
}
