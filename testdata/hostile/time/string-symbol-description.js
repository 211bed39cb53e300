const a = 'a'.repeat(1e7)
let i = 0
for (;;) Symbol.for(a + i++)
