// Attributes in large number.
const o = {}
for (let i = 0; i < 20000; i++) o['a' + i] = 'v'
for (;;) { try { await import('./_part.mjs', { with: o }) } catch (e) {} }
