import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document, Node } from 'yaml'
import { isRecord, valueAt } from './source.js'
import type { PathStep, SourceResult } from './source.js'

/** Reads a YAML 1.2 file. All syntax errors are reported with their line; a file with any has no value. */
export function readYaml(file: string, text: string): SourceResult {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      file,
      line: lines.linePos(error.pos[0]).line,
      field: '',
      message: error.message.replace(/\.$/, ''),
      hint:
        error.code === 'DUPLICATE_KEY'
          ? 'Keep one of the two fields.'
          : 'Check the indentation, the quotes and the colons on this line and before it.',
    }))
    return { ok: false, problems }
  }
  const value: unknown = document.toJS()
  if (value === null || value === undefined) {
    const problem = {
      file,
      line: 1,
      field: '',
      message: 'the file is empty',
      hint: 'See docs/programme.md for an example.',
    }
    return { ok: false, problems: [problem] }
  }
  const source = {
    file,
    value,
    lineAt: (path: readonly PathStep[]) => lines.linePos(offsetAt(document, path)).line,
    fieldAt: (path: readonly PathStep[]) => fieldName(value, path),
  }
  return { ok: true, source, problems: [] }
}

/** Where the part starts; a field starts at its name. A part that is missing is where the part around it starts. */
function offsetAt(document: Document, path: readonly PathStep[]): number {
  let node = resolved(document, document.contents)
  let offset = node?.range?.[0] ?? 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step)
      if (pair === undefined) return offset
      if (isNode(pair.key)) offset = pair.key.range?.[0] ?? offset
      node = resolved(document, pair.value)
    } else if (isSeq(node) && typeof step === 'number') {
      const item = node.items[step]
      if (isNode(item)) offset = item.range?.[0] ?? offset
      node = resolved(document, item)
    } else {
      return offset
    }
  }
  return offset
}

function resolved(document: Document, value: unknown): Node | null {
  if (isAlias(value)) return value.resolve(document) ?? null
  return isNode(value) ? value : null
}

/** `edmi.decisions.2.from`: a list item goes by its id, otherwise by its position counted from 1. */
function fieldName(value: unknown, path: readonly PathStep[]): string {
  const names = path.map((step, index) => {
    if (typeof step === 'string') return step
    const item = valueAt(value, path.slice(0, index + 1))
    return isRecord(item) && typeof item['id'] === 'string' ? item['id'] : String(step + 1)
  })
  return names.join('.')
}
