// Generators of functions with very many registers.
let text = 'return function* () { let '
for (let i = 0; i < 2000; i++) text += 'v' + i + ' = ' + i + (i < 1999 ? ',' : ';')
const g = new Function(text + 'yield 1; yield v0 + v1999 }')()
const all = []
for (;;) { const it = g(); it.next(); all.push(it) }
