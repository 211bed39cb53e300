// Key lists of a large array.
const a = new Array(100000).fill(1)
const all = []
for (;;) all.push(Reflect.ownKeys(a))
