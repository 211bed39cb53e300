// Recursion that gets hot on its way down.
function f(n) { let s = 0; for (let i = 0; i < 10; i++) s += i; return n === 0 ? s : f(n - 1) + s }
for (let n = 10; ; n *= 2) { try { f(n) } catch (e) { n = 10 } }
