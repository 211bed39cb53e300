// Lengths raised again and again, with one element each.
const all = []
for (;;) { const a = []; for (let n = 1; n < 1 << 20; n *= 2) { a.length = n; a[n] = all } all.push(a) }
