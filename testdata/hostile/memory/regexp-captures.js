// A pattern of very many groups, each match has all of them.
const all = []
const r = new RegExp('(a)?'.repeat(30000))
for (;;) all.push(r.exec('aaaa'))
