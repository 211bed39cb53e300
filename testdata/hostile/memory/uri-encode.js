// Nine characters for each.
const s = '\u2028'.repeat(1000000)
const all = []
for (;;) all.push(encodeURIComponent(s))
