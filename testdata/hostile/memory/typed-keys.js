// Keys of a large typed array.
const t = new Uint8Array(2000000)
const all = []
for (;;) all.push(Object.keys(t))
