import { MeterliftError } from '../domain/errors.js'

/** One thing wrong in a programme folder: where it is, what it is, and what to write instead. */
export interface ProgrammeProblem {
  /** File name within the folder; the folder itself where it cannot be read. */
  readonly file: string
  /** Line of the field, counted from 1; 0 where the file itself is missing. */
  readonly line: number
  /** Field, such as `edmi.decisions.1.from` (list items by id, or counted from 1) or a CSV column; empty: the whole file. */
  readonly field: string
  readonly message: string
  readonly hint: string
}

/** A place in a programme file. */
export type Place = Pick<ProgrammeProblem, 'file' | 'line' | 'field'>

/** One line for a person: `lanes.yaml:12 itron.dailyCapacity: ... Hint.` */
export function formatProblem(problem: ProgrammeProblem): string {
  const line = problem.line === 0 ? '' : `:${problem.line}`
  const field = problem.field === '' ? '' : ` ${problem.field}`
  return `${problem.file}${line}${field}: ${problem.message}. ${problem.hint}`
}

/** The problems of a folder as one error for a person, for callers that cannot go on without a programme. */
export function programmeInvalid(folder: string, problems: readonly ProgrammeProblem[]): MeterliftError {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`
  const list = problems.map((problem) => `  ${formatProblem(problem)}`).join('\n')
  return new MeterliftError('PROGRAMME_INVALID', `The programme in ${folder} has ${count}:\n${list}`, {
    hint: 'Correct the files and run "meterlift programme check" again.',
    errors: problems.map(({ file, line, field, message, hint }) => ({
      in: line === 0 ? file : `${file}:${line}`,
      path: field,
      message: `${message}. ${hint}`,
    })),
  })
}

/**
 * Files in a fixed order, then by line: the order in which a person works through them. A part that several items share
 * by a YAML anchor is checked for each of them; its one mistake is told once, for the first.
 */
export function sortProblems(
  problems: readonly ProgrammeProblem[],
  fileOrder: readonly string[],
): readonly ProgrammeProblem[] {
  const rank = (file: string): number => {
    const index = fileOrder.indexOf(file)
    return index === -1 ? fileOrder.length : index
  }
  const mistakes = new Map<string, ProgrammeProblem>()
  for (const problem of problems) {
    const mistake = JSON.stringify([problem.file, problem.line, problem.field.split('.').at(-1), problem.message])
    if (!mistakes.has(mistake)) mistakes.set(mistake, problem)
  }
  const order = (a: ProgrammeProblem, b: ProgrammeProblem): number =>
    rank(a.file) - rank(b.file) || a.file.localeCompare(b.file) || a.line - b.line
  return [...mistakes.values()].sort(order)
}
