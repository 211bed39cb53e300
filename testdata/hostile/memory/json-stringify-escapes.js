// Six characters for each.
const s = '\u0001'.repeat(1000000)
const all = []
for (;;) all.push(JSON.stringify(s))
