import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Every program of that name on PATH, in order; nothing is run to find it. */
export function findOnPath(program: string, path: string = process.env.PATH ?? ''): readonly string[] {
  const name = process.platform === 'win32' ? `${program}.exe` : program
  return path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .filter(isProgram)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return statSync(file).isFile()
  } catch {
    return false
  }
}
