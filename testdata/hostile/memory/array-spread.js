// Doubling by spread.
let a = [1, 2, 3]
for (;;) a = [...a, ...a]
