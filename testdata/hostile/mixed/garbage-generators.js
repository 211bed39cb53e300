// Generators that stop half way.
function* g() { try { for (let i = 0; ; i++) yield [i] } finally { 1 } }
for (;;) { for (const x of g()) { if (x[0] > 3) break } g().next() }
