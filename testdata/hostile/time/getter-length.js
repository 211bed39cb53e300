// Lengths that are expensive to read.
const o = { get length() { let n = 0; for (let i = 0; i < 1e5; i++) n += i; return n } }
for (;;) { Array.prototype.indexOf.call(o, 1); Array.prototype.at.call(o, 0) }
