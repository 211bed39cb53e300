// An array that only grows.
const a = []
for (;;) a.push(a.length)
