// Wrapped iterators, wrapped again.
const all = []
for (;;) all.push(Iterator.from({ next() { return { done: true } } }))
