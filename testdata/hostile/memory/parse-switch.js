// A switch of very many cases.
let s = 'switch (x) {'
for (let i = 0; i < 100000; i++) s += 'case ' + i + ': y = ' + i + '; break;'
const all = []
for (;;) all.push(new Function('x', 'var y;' + s + '} return y'))
