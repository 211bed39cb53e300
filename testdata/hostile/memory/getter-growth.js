// A getter that defines another one at each read.
let n = 0
const o = {}
function define() { const k = 'p' + n++; Object.defineProperty(o, k, { get() { define(); return k }, configurable: true }) }
define()
for (let i = 0; ; i++) o['p' + i]
