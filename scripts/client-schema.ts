import openapiTS, { astToString } from 'openapi-typescript'
import { describeApi } from '../src/api/v1/describe.js'

const head = '// Written by npm run client out of the OpenAPI document. Do not change it by hand.\n\n'

/** The types of the API's client, as TypeScript. */
export async function clientSchema(): Promise<string> {
  // The document is checked by a validator in test/api/v1/document.test.ts; the generator takes it as text.
  const document = JSON.stringify(await describeApi(), (_name, value: unknown) => named(value))
  return head + astToString(await openapiTS(document))
}

/** Counts by stage, health and the like: the generator knows such names as properties alone, not as `propertyNames`. */
function named(form: unknown): unknown {
  if (typeof form !== 'object' || form === null || !('propertyNames' in form)) return form
  const { propertyNames, additionalProperties, ...rest }: Record<string, unknown> = { ...form }
  if (typeof propertyNames !== 'object' || propertyNames === null || !('enum' in propertyNames)) return form
  const names = Array.isArray(propertyNames.enum) ? propertyNames.enum.map(String) : []
  return { ...rest, properties: Object.fromEntries(names.map((name) => [name, additionalProperties])) }
}
