// Small maps and sets that stay.
const all = []
for (;;) all.push(new Map([[1, 2]]), new Set([1]))
