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

/** Texts by file name. */
export type Files = Readonly<Record<string, string>>

/** Reads those of the chosen files that belong to a programme; others, such as notes, are named and left alone. */
export async function readFiles(
  chosen: readonly File[],
): Promise<{ readonly files: Files; readonly other: readonly string[] }> {
  const own = chosen.filter(({ name }) => programmeFiles.some((each) => each === name))
  const texts = await Promise.all(own.map(async (file) => [file.name, await file.text()] as const))
  const other = chosen.filter((file) => !own.includes(file)).map(({ name }) => name)
  return { files: Object.fromEntries(texts), other }
}
