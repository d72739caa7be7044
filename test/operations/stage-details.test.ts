import { expect, it } from 'vitest'
import { stageDetails } from '../../src/operations/story/evidence-text.js'
import type { EvidenceLine } from '../../src/register/read/meter-history.js'
import { exampleProgramme } from '../support/programme.js'

const line = (given: Partial<EvidenceLine>): EvidenceLine => ({
  at: 0,
  kind: 'stage',
  fromStage: 'needs-action',
  toStage: 'lost',
  code: null,
  cause: '',
  actor: 'ann',
  policy: null,
  programmeVersion: 1,
  detail: null,
  ...given,
})

it.each([
  [{ code: 'LOST_DEMOLISHED', cause: 'the flats were pulled down' }, ['the flats were pulled down']],
  [{ code: 'LOST_DEMOLISHED', cause: 'installation demolished' }, []],
  [{ toStage: 'needs-action', code: 'WITHDRAWN', cause: 'the customer objects' }, ['the customer objects']],
  [{ toStage: 'needs-action', code: 'WITHDRAWN', cause: 'taken back from its lane' }, []],
] as const)('a loss and a meter taken back are told in the words of who decided it: %j', async (given, said) => {
  expect(stageDetails(line(given), await exampleProgramme('2026-11-24'))).toEqual(said)
})
