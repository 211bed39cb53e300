// call of call of call.
const c = Function.prototype.call
let f = () => {}
for (let n = 10; ; n *= 2) { try { c.apply(c, new Array(n).fill(c)) } catch (e) { if (n > 1e6) n = 10 } }
