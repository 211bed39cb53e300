// A hundred thousand words in one pattern.
const words = Array.from({ length: 100000 }, (v, i) => 'word' + (i * 7919) % 1000003)
const all = []
for (let i = 0; ; i++) { const r = new RegExp(words.join('|') + i); r.test('word5'); all.push(r) }
