import openapiTS, { astToString } from 'openapi-typescript'
import { describeApi } from '../src/api/v1/describe.js'

const head = '// Written by npm run client out of the OpenAPI document. Do not change it by hand.\n\n'

/** The types of the API's client, as TypeScript. */
export async function clientSchema(): Promise<string> {
  // The document is checked by a validator in test/api/v1/document.test.ts; the generator takes it as text.
  const document = JSON.stringify(await describeApi())
  return head + astToString(await openapiTS(document))
}
