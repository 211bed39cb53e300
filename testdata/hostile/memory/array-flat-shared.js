// Flattening a tree whose branches are shared: 2^60 leaves.
let a = [1]
for (let i = 0; i < 60; i++) a = [a, a]
a.flat(Infinity)
