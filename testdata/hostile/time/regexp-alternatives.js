const r = new RegExp(Array.from({ length: 2e4 }, (_, i) => 'k' + i).join('|'))
const a = 'k'.repeat(1e5)
for (;;) r.test(a)
