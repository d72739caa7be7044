/** The files of a programme’s folder, in the order in which they are best read. */
export const programmeFiles = [
  'programme.yaml',
  'suppliers.yaml',
  'smsos.yaml',
  'cohorts.yaml',
  'lanes.yaml',
  'policies.yaml',
  'retry.csv',
  'cpl.csv',
  'epcl.csv',
  'bank-holidays.csv',
] as const
export type ProgrammeFile = (typeof programmeFiles)[number]
