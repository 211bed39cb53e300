const a = Array.from({ length: 1e6 }, (_, i) => i)
let n = 0
for (;;) a.sort(() => (n++ & 3) - 1)
