const a = 'a'.repeat(1e7), o = {}
let i = 0
for (;;) o[a + i++]
