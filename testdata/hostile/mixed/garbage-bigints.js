// Products that die at once.
const x = 7n ** 50000n
for (let i = 0n; ; i++) (x + i) * (x - i)
