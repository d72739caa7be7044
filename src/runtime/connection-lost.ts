/**
 * What postgres.js and Node say when a connection ends under a query; SQLSTATE class 08, and the three with which a
 * server or an administrator ends a session (57P01 to 57P03).
 */
const lost =
  /^(CONNECTION_(CLOSED|DESTROYED|ENDED)|CONNECT_TIMEOUT|E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH)|ERR_STREAM_\w+|08\w{3}|57P0[1-3])$/

/** Whether an error says that the connection is gone: what was under way was rolled back, or its fate is unknown. */
export function isConnectionLost(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && lost.test(error.code)
}
