import { fileURLToPath } from 'node:url'
import { bundleWorkflowCode, DefaultLogger, Worker, type WorkflowBundle } from '@temporalio/worker'
import { describe, expect, it } from 'vitest'
import { recordedHistories } from '../support/histories.js'
import { workflowBundle } from '../support/lone-journey.js'

/** Replays every recorded history against workflow code; gives the names of those that it does not fit. */
async function misfits(bundle: WorkflowBundle): Promise<readonly string[]> {
  const recorded = await recordedHistories()
  const histories = recorded.map(({ name, history }) => ({ workflowId: name, history }))
  const failed: string[] = []
  let replayed = 0
  for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: bundle }, histories)) {
    replayed += 1
    if (error !== undefined) failed.push(workflowId)
  }
  expect(replayed).toBe(recorded.length)
  return failed
}

/** The paths that must be on record (docs/architecture.md, How a workflow is changed). */
const paths = [
  'action-first-run',
  'action-gone',
  'action-next-run',
  'already-commissioned',
  'batch',
  'batch-first-run',
  'batch-next-run',
  'behind-reopened',
  'blocked-corrected',
  'change-of-supplier',
  'clean',
  'command-refused',
  'continued-as-new',
  'continued-as-new-first-run',
  'duty-watch',
  'ended-while-nudged',
  'excluded',
  'excluded-reopened',
  'exhausted',
  'lane-first-run',
  'lane-gone',
  'lane-next-run',
  'needs-action-replaced',
  'outcome-doubled',
  'programme-change',
  'programme-change-first-run',
  'programme-change-last-run',
  'register-away',
  'retry-enrolled',
  'signalled-after-its-end',
  'survey-first-run',
  'survey-next-run',
  'waiting-for-authorisation',
  'waiting-for-cohort-woken',
]

describe('workflows that run already', () => {
  it('go on under the present code, on every path', async () => {
    expect((await recordedHistories()).map(({ name }) => name)).toEqual(paths)
    expect(await misfits(await workflowBundle())).toEqual([])
  })
  it('are held against code that would break them: one more timer at its beginning fits no journey', async () => {
    const changed = fileURLToPath(new URL('../support/changed-workflows.ts', import.meta.url))
    const failed = await misfits(
      await bundleWorkflowCode({ workflowsPath: changed, logger: new DefaultLogger('ERROR') }),
    )
    expect(failed).toEqual(paths.filter((path) => !/^(action|batch|duty|lane|programme|survey)/.test(path)))
  })
})
