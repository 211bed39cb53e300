// Negative numbers as very wide unsigned ones.
const all = []
for (let n = 1000000; ; n += 1000000) { try { all.push(BigInt.asUintN(n, -1n)) } catch (e) { n = 1000000 } }
