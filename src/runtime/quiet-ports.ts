import { randomInt } from 'node:crypto'

/** Below the ports that systems give to outgoing connections, where one that was free a moment ago may be taken by chance. */
const [lowest, highest] = [10_000, 32_000]

/** Ports to try for a server, in no order, so that stacks which start at the same moment hardly ever choose alike. */
export function quietPorts(): readonly number[] {
  return Array.from({ length: 50 }, () => randomInt(lowest, highest))
}
