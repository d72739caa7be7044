import type { Programme } from '../../src/domain/programme.js'
import type { Database } from '../../src/register/database.js'
import { putInForce } from '../../src/register/programme/change.js'

/** Puts a programme in force in a test's register. */
export async function inForce(
  db: Database,
  programme: Programme,
  options: { readonly today: string; readonly now: number; readonly digest?: string },
): Promise<number> {
  const { version } = await putInForce(db, {
    programme,
    digest: options.digest ?? 'test',
    appliedBy: 'test',
    now: options.now,
    today: options.today,
    changes: [],
  })
  return version
}
