import type { Owner } from '../programme.js'

/** Who must act on a code: an owner of the programme, or nobody because the program goes on by itself. */
export type CodeOwner = Owner | 'nobody'

/** What a code is about; docs/codes.md has a section for each. */
export const codeKinds = [
  'inventory',
  'eligibility',
  'authorisation',
  'decision',
  'replacement',
  'exclusion',
  'loss',
  'duty',
  'outcome',
  'lane',
  'batch',
  'import',
  'refusal',
  'check',
] as const
export type CodeKind = (typeof codeKinds)[number]

/** What a stable code means, who acts and what to do. */
export interface CodeEntry {
  readonly code: string
  readonly kind: CodeKind
  readonly meaning: string
  readonly owner: CodeOwner
  readonly remedy: string
}

/** Writes the entries of one kind, each as code, meaning, owner, remedy. */
export function entriesOf(
  kind: CodeKind,
  rows: readonly (readonly [code: string, meaning: string, owner: CodeOwner, remedy: string])[],
): readonly CodeEntry[] {
  return rows.map(([code, meaning, owner, remedy]) => ({ code, kind, meaning, owner, remedy }))
}
