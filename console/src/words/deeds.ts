import type { Permission } from '../../../src/domain/access.js'
import type { CommandKind } from '../../../src/domain/journey/happening.js'

/** A decision about a meter as people read it. */
export interface DeedWord {
  readonly label: string
  /** What follows from it, in a sentence. */
  readonly consequence: string
  readonly needs: Permission
  /** It ends something, or cannot be taken back. */
  readonly danger: boolean
}

/** What a person may decide about one meter (docs/journey.md), what is decided most often first. */
export const deedWords: Readonly<Record<CommandKind, DeedWord>> = {
  retry: {
    label: 'Retry',
    consequence: 'It is checked again from the inventory on, and attempted again once its lane takes it.',
    needs: 'meters:decide',
    danger: false,
  },
  correct: {
    label: 'Correct its data',
    consequence: 'The register holds the new values, and it is checked again from the inventory on.',
    needs: 'meters:decide',
    danger: false,
  },
  authorise: {
    label: 'Authorise',
    consequence: 'Its supplier’s word is given: if it waits for it, it goes on to its lane.',
    needs: 'meters:authorise',
    danger: false,
  },
  replace: {
    label: 'Replace',
    consequence: 'A SMETS2 meter takes its place. Its duty is met once the new device is recorded as installed.',
    needs: 'meters:decide',
    danger: false,
  },
  withdraw: {
    label: 'Withdraw',
    consequence: 'It is taken back from its lane and waits until somebody decides about it.',
    needs: 'meters:decide',
    danger: true,
  },
  exclude: {
    label: 'Exclude',
    consequence: 'Its journey and its duty end by this decision, under your name. It can be reopened.',
    needs: 'meters:exclude',
    danger: true,
  },
  reopen: {
    label: 'Reopen',
    consequence: 'The exclusion is taken back: its duty runs again, and it is checked from the inventory on.',
    needs: 'meters:exclude',
    danger: false,
  },
  'change-supplier': {
    label: 'Change supplier',
    consequence: 'The gaining supplier owns the journey and its duty from then on; the losing one sees it no more.',
    needs: 'meters:change-supplier',
    danger: true,
  },
  lose: {
    label: 'Record as lost',
    consequence: 'Its journey and its duty end, since the installation is gone. This cannot be taken back.',
    needs: 'meters:decide',
    danger: true,
  },
}
