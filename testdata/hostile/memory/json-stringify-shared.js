// Shared parts: the text doubles at each level.
let o = { a: 1 }
for (;;) { o = { l: o, r: o }; JSON.stringify(o).length }
