#!/usr/bin/env node
// The command line. In a clone it first installs and compiles what is missing; only Node and npm are assumed.
import { checkNode } from '../scripts/check-node.mjs'

checkNode()
// Only now: an older Node could not even read the rest.
import('../scripts/run.mjs')
