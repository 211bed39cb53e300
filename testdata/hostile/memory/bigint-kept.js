// Large BigInts that stay.
const all = []
let x = 2n ** 100000n
for (let i = 0n; ; i++) all.push(x + i)
