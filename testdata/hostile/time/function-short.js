// Very short programs, one after the other, whose scopes are deep.
let s = '0'
function deep(n) { if (n) return eval('deep(' + (n - 1) + ')'); for (;;) { eval(s); new Function(s); (0, eval)(s) } }
deep(200)
