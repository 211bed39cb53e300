// Symbols with long descriptions.
const all = []
let s = 'd'
for (;;) { s += 'escription'; all.push(Symbol(s), Symbol.for(s)) }
