// Read by every Node that knows modules, also one far too old for the rest: nothing newer than ES2017 may stand here.
const oldest = [20, 19]

/** Ends with one clear line where this Node is too old. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number)
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return
  process.stderr.write(
    `Meterlift needs Node ${oldest.join('.')} or later; this is Node ${version}. Install a newer one from nodejs.org.\n`,
  )
  process.exit(1)
}
