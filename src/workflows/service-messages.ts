import type { LaneId, SmsoId } from '../domain/brands.js'

/** Input of a lane's workflow. */
export interface LaneInput {
  readonly laneId: LaneId
}

/** Input of the survey of one SMSO's records. */
export interface SurveyInput {
  readonly smsoId: SmsoId
}

/** Input of the workflow that carries a stored action out. */
export interface ActionInput {
  readonly actionId: number
}

/** Why a supervised loop returned: it is to go on, or what it served is not in the programme any more. */
export type LoopEnd = 'again' | 'gone'

/** Input of the workflow that tells the meters concerned by a programme version; the counters survive continue-as-new. */
export interface ProgrammeChangeInput {
  readonly version: number
  readonly phase: 'redate' | 'wake'
  /** Number of the last journey done in the phase. */
  readonly after: number
  readonly redated: number
  readonly woken: number
}

/** One slice of a programme change, made. */
export interface SliceDone {
  /** From where to go on; null: the phase is complete. */
  readonly next: number | null
  readonly count: number
  /** How long to rest before the next slice, so that the journeys told so far have been carried, in milliseconds. */
  readonly restMs: number
}

export const laneWorkflowId = (laneId: LaneId): string => `lane/${laneId}`
export const surveyWorkflowId = (smsoId: SmsoId): string => `survey/${smsoId}`
export const programmeChangeWorkflowId = (version: number): string => `programme-change/${version}`
export const actionWorkflowId = (actionId: number): string => `action/${actionId}`
export const dutyWatchWorkflowId = 'duty-watch'
/** Queue of the fleet's few workflows: surveys, programme changes, the duty watch. */
export const fleetQueue = 'fleet'
/** Each lane has a task queue of its own, so that a slow one delays no other. */
export const laneQueue = (laneId: LaneId): string => `lane-${laneId}`
