// Map.groupBy with a group for each element, kept.
const all = []
for (;;) all.push(Map.groupBy(Array.from({ length: 10000 }, (v, i) => i), (x) => x))
