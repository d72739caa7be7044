export { meterJourney } from './meter-journey.js'
export { bulkAction, inventorySurvey, lane } from './supervised-loops.js'
export { dutyWatch, programmeChange } from './programme-change.js'
export { migrationBatch } from './migration-batch.js'
