// The module whose namespace is a receiver of the table of caches.
export let x = 1
export const p = 'p', q = 'q'
export function m() { return 'm of ' + typeof this }
import * as namespace from './namespace.mjs'
globalThis.namespace = namespace
