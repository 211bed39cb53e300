// Division of large by large, results kept.
const all = []
const a = 2n ** 2000000n + 1n, b = 3n ** 300000n
for (;;) all.push(a / b, a % b)
