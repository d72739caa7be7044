import { permitted, type Role } from '../../domain/access.js'
import type { SupplierId } from '../../domain/brands.js'
import type { Caller } from './caller.js'

/** Somebody invented, as whom anyone at this computer may sign in to an embedded stack. */
export interface ExamplePerson {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly supplier: SupplierId | null
}

/** The example people: one of each role, and two suppliers so that the wall between them can be seen. */
export const examplePeople: readonly ExamplePerson[] = [
  { id: 'olive', name: 'Olive Operator (example)', role: 'operator', supplier: null },
  { id: 'april', name: 'April Approver (example)', role: 'approver', supplier: null },
  { id: 'edwin', name: 'Edwin of EDF (example)', role: 'supplier', supplier: 'edf' },
  { id: 'ottilie', name: 'Ottilie of Octopus (example)', role: 'supplier', supplier: 'octopus' },
  { id: 'audrey', name: 'Audrey Auditor (example)', role: 'auditor', supplier: null },
  { id: 'adam', name: 'Adam Admin (example)', role: 'admin', supplier: null },
]

export function exampleCaller({ id, name, role, supplier }: ExamplePerson): Caller {
  return { id: `example:${id}`, name, roles: [role], permissions: permitted([role], null), supplier }
}
