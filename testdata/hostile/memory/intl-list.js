// Lists of a million elements, which are kept.
const f = new Intl.ListFormat('es', { type: 'disjunction' }), list = new Array(1e6).fill('o')
const all = []
for (;;) all.push(f.format(list), f.formatToParts(list))
