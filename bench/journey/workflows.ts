export * from '../../src/workflows/index.js'
export { floorJourney } from './floor-workflow.js'
export { naiveJourney } from './naive-workflow.js'
