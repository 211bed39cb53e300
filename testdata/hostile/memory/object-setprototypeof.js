// Objects change prototypes in a ring of new ones.
const all = []
for (let i = 0; ; i++) { const o = { a: 1, b: 2 }; Object.setPrototypeOf(o, all[i - 1] ?? null); all.push(o) }
