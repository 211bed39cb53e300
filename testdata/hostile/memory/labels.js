// A source of nested labels.
let s = ''
for (let i = 0; i < 20000; i++) s += 'l' + i + ': {'
const all = []
for (;;) { try { all.push(new Function(s + '}'.repeat(20000))) } catch (e) { all.push(e.message) } }
