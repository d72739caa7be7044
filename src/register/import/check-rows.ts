import type { Queryable } from '../database.js'
import { checkAgainstRegister, checkHubs, gatherHubs } from './check-staging.js'
import { compareKnown, findFresh } from './compare.js'
import { moveRejected } from './stage.js'

/**
 * Checks the staged rows against each other and against the register: rejected rows end in `rejected`, what is wrong with
 * them in `problem`; what is left to do in `fresh`, with what changed of known meters in `known`.
 */
export async function checkRows(tx: Queryable): Promise<void> {
  await tx`analyze staging (meter_point, device_id, hub_id, device_model_id, hub_model_id)`
  await tx`analyze device_model, hub_model`
  await findFresh(tx)
  await gatherHubs(tx)
  await checkAgainstRegister(tx)
  await checkHubs(tx)
  await moveRejected(tx)
  await tx`delete from fresh f using problem p where p.row_number = f.row_number`
  await compareKnown(tx)
}
