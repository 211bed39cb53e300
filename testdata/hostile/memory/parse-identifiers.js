// A source of ever new names.
let n = 0
const all = []
for (;;) { let s = ''; for (let i = 0; i < 20000; i++) s += 'var identifier_' + n++ + ';'; all.push(new Function(s)) }
