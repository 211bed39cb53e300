// filter keeps a list before it knows the length.
const t = new Float64Array(4000000)
const all = []
for (;;) all.push(t.filter(() => true))
