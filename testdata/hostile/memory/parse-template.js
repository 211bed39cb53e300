// A template of very many parts.
const s = '`' + '${1}text'.repeat(200000) + '`'
const all = []
for (;;) all.push(new Function('return ' + s))
