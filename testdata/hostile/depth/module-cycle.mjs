// A module that imports itself again and again.
export * as self from './module-cycle.mjs'
import * as ns from './module-cycle.mjs'
let n = ns
for (;;) n = n.self
