// The same through built-in functions and back.
function f(n) { return n === 0 ? 0 : [n].map((x) => f(x - 1))[0] + 1 }
for (let n = 10; ; n *= 2) { try { f(n) } catch (e) { n = 10 } }
