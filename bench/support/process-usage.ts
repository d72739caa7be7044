import { readdir, readFile } from 'node:fs/promises'

/** What a process and all its descendants used so far: processor seconds, and memory of their own now. */
export interface Usage {
  readonly cpuSeconds: number
  readonly rssBytes: number
}

/** Clock ticks in a second, as Linux gives them to programs on every architecture that Node runs on. */
const ticks = 100

/**
 * Reads /proc, so it works on Linux alone. A descendant that has ended counts through its parent, which waited for it.
 * @throws Error on another system
 */
export async function usageOf(pid: number): Promise<Usage> {
  const processes = await everyProcess()
  const family = [pid]
  for (let i = 0; i < family.length; i += 1) {
    for (const [child, { parent }] of processes) if (parent === family[i]) family.push(child)
  }
  const found = family.flatMap((each) => processes.get(each) ?? [])
  return {
    cpuSeconds: found.reduce((sum, { cpuTicks }) => sum + cpuTicks, 0) / ticks,
    rssBytes: (await Promise.all(family.map(ownMemory))).reduce((sum, bytes) => sum + bytes, 0),
  }
}

interface Entry {
  readonly parent: number
  readonly cpuTicks: number
}

async function everyProcess(): Promise<ReadonlyMap<number, Entry>> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const entries = await Promise.all(
    ids.map(async (id) => {
      const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => '')
      // After the name, which stands in brackets and may hold anything: state, parent ... user and system time of itself
      // and of the children it waited for.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const cpuTicks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0)
      return [Number(id), { parent: Number(fields[1]), cpuTicks }] as const
    }),
  )
  return new Map(entries.filter(([, { cpuTicks }]) => Number.isFinite(cpuTicks)))
}

/** What a process shares with its family counts once, with each that maps it in part (PSS); 0 once it has ended. */
async function ownMemory(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1_024
}
