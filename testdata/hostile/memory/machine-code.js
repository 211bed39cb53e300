// Functions that get hot, without end.
const all = []
for (let i = 0; ; i++) { const f = new Function('a', 'let s = 0; for (let i = 0; i < 3000; i++) s += a * ' + i + '; return s'); f(1); all.push(f) }
