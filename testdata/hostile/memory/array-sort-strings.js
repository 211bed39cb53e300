// Sorting long strings that share their beginning.
const a = []
for (let i = 0; i < 2000; i++) a.push('x'.repeat(100000) + i)
for (;;) a.sort()
