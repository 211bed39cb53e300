// Patterns in patterns.
const open = [['[', 'a', ']'], ['{a:', 'b', '}'], ['[...', 'c', ']'], ['{a=', '1', '}'], ['[a=', '1', ']']]
for (let n = 1000; ; n *= 2) { if (n > 500000) n = 1000; for (const [a, b, c] of open) { for (const f of [(s) => 'var ' + s + '=x', (s) => '(' + s + '=x)', (s) => 'function g(' + s + '){}', (s) => 'for (const ' + s + ' of x);', (s) => '(' + s + ')=>1', (s) => 'async(' + s + ')=>1'] ) { try { new Function('x', f(a.repeat(n) + b + c.repeat(n))) } catch (e) {} } } }
