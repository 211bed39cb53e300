// Spreading a typed array into calls and literals.
const t = new Uint8Array(1000000)
const all = []
for (;;) all.push([...t])
