// Texts taken apart into characters.
const s = 'x\u1234'.repeat(2e5)
for (;;) { s.split(''); [...s]; Array.from(s); s.split('x') }
