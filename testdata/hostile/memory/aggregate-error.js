// An error of very many.
const a = new Array(1e5).fill(new Error('x'))
const all = []
for (;;) all.push(new AggregateError(a), new SuppressedError(1, 2))
