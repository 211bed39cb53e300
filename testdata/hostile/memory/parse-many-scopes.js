// A source of very many functions and blocks.
let s = ''
for (let i = 0; i < 50000; i++) s += 'function f' + i + '(a) { let b = a; { let c = b; return () => c } }\n'
const all = []
for (;;) all.push(new Function(s + 'return f0'))
