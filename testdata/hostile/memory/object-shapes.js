// A new shape for each object.
const all = []
for (let i = 0; ; i++) { const o = {}; o['a' + i % 997] = 1; o['b' + i % 991] = 2; o['c' + i % 983] = 3; o['d' + i] = 4; all.push(o) }
