// Change by copy of large typed arrays.
const t = new Float64Array(1000000)
const all = []
for (;;) all.push(t.toSorted(), t.toReversed(), t.with(0, 1))
