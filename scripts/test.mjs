// npm test.
import { checkNode } from './check-node.mjs'

checkNode()
// Only now: an older Node could not even read the rest.
import('./run-tests.mjs')
