// Calls with many arguments, results kept.
const all = []
const codes = new Array(50000).fill(0x1F600)
for (;;) all.push(String.fromCodePoint(...codes))
