import { installation, Fleet } from './fleet.js'

/** Where each meter of `toldFleet` stands, by journey number. */
export const told = {
  ready: 1,
  blocked: 2,
  waiting: 3,
  retrying: 4,
  needsAction: 5,
  enrolled: 6,
  excluded: 7,
  replacement: 8,
  lost: 9,
  fresh: 10,
} as const

/**
 * A fleet with one meter at each stage, all of them brought there by the real rules.
 * @param now its clock; the real time where workflows run, whose timers follow the server's clock
 */
export async function toldFleet(now?: number): Promise<Fleet> {
  const fleet = await Fleet.open(undefined, now)
  const { programme } = fleet
  const lane = fleet.lane('secure-meters')
  const rows = [1, 2, 3, 4, 5, 6, 7, 8, 9].flatMap((n) =>
    installation(programme, n, {
      electricity: n === 3 ? { compliance_evidence: '' } : n === 2 ? { supplier: 'sse' } : {},
    }),
  )
  const second = rows[1]?.device_id?.toUpperCase().replace(/(..)(?=.)/g, '$1-')
  await fleet.bring(rows, (record) =>
    record.deviceId === second ? { ...record, device: { ...record.device, firmware: '0.0.1' } } : record,
  )
  await fleet.openAll()
  await fleet.command(told.ready, { kind: 'withdraw' })
  for (const n of [told.excluded, told.replacement, told.lost]) await fleet.command(n, { kind: 'withdraw' })
  for (const submission of await fleet.claimed(lane)) {
    const [device] = submission.request.devices
    const code = { [told.retrying]: 'W101', [told.needsAction]: 'K401' }[device?.journeyId ?? 0] ?? null
    fleet.now += 1_000
    await fleet.report(submission, { electricity: code })
  }
  await fleet.command(told.excluded, { kind: 'exclude', category: 'uneconomic-to-test', evidence: 'CASE-17' })
  await fleet.command(told.replacement, { kind: 'replace', step: 'order', on: fleet.today })
  await fleet.command(told.lost, { kind: 'lose', reason: 'demolished', on: fleet.today })
  await fleet.command(told.ready, { kind: 'retry', at: null })
  await fleet.records()
  await fleet.takeMessages()
  await fleet.db`delete from outbox`
  // The last one has just been imported: its journey has not begun.
  await fleet.bring(installation(programme, 10))
  await fleet.db`delete from outbox`
  return fleet
}
