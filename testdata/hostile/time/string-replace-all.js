// Replacing each of very many.
const s = 'ab'.repeat(1e6)
for (;;) { s.replaceAll('a', 'c'); s.replaceAll('', ''); s.replace(/a/g, '$&$`'.slice(0, 2)) }
