// Texts of large numbers.
const x = 3n ** 200000n
const all = []
for (;;) all.push(x.toString(2), x.toString(36))
