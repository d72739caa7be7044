import { programmeFiles } from '../../../../src/domain/programme-files.js'

/** Texts by file name. */
export type Files = Readonly<Record<string, string>>

export interface FilesRead {
  readonly files: Files
  /** Names of files that are none of a programme, such as notes; they are left alone. */
  readonly other: readonly string[]
  /** Names of files that could not be read. */
  readonly unreadable: readonly string[]
}

/** Reads those of the chosen files that belong to a programme. */
export async function readFiles(chosen: readonly File[]): Promise<FilesRead> {
  const own = chosen.filter(({ name }) => programmeFiles.some((each) => each === name))
  const files: Record<string, string> = {}
  const unreadable: string[] = []
  for (const file of own) {
    try {
      files[file.name] = await file.text()
    } catch {
      unreadable.push(file.name)
    }
  }
  const other = chosen.filter((file) => !own.includes(file)).map(({ name }) => name)
  return { files, other, unreadable }
}
