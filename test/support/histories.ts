import { readdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { WorkflowClient } from '@temporalio/client'
import proto, { type temporal } from '@temporalio/proto'

// By the messages' own plain form: the SDK's historyToJSON fails where npm gives its packages two copies of protobufjs.
const { History } = proto.temporal.api.history.v1

const folder = fileURLToPath(new URL('../histories/', import.meta.url))

export interface RecordedHistory {
  readonly name: string
  readonly history: temporal.api.history.v1.History
}

/** All histories that were recorded, in order of their names. */
export async function recordedHistories(): Promise<readonly RecordedHistory[]> {
  const names = (await readdir(folder))
    .flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []))
    .sort()
  return Promise.all(
    names.map(async (name) => ({
      name,
      history: History.fromObject(
        JSON.parse(await readFile(`${folder}${name}.json`, 'utf8')) as Record<string, unknown>,
      ),
    })),
  )
}

/** Writes the history of one run as JSON, without what tells of the machine that recorded it. */
export async function record(name: string, client: WorkflowClient, workflowId: string, runId?: string): Promise<void> {
  const history = await client.getHandle(workflowId, runId).fetchHistory()
  const text = JSON.stringify(
    History.toObject(History.create(history), { longs: String, bytes: String, enums: String }),
    neutral,
    1,
  )
  await writeFile(`${folder}${name}.json`, `${text}\n`)
}

function neutral(key: string, value: unknown): unknown {
  if (key === 'stackTrace') return ''
  if (key === 'identity' || key === 'lastWorkerIdentity') return 'recorder'
  // Queues of one worker alone are called after its process and host.
  if (key === 'name' && typeof value === 'string' && /^\d+@/.test(value)) return 'sticky'
  return value
}
