// Indices above the array range on arrays.
const a = []
for (let i = 0; ; i++) a[4294967295 + i] = i
