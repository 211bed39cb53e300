// Matches with indices of very many groups.
const r = new RegExp('()'.repeat(20000), 'd')
const all = []
for (;;) all.push(r.exec('x'))
