// return methods at the limit.
const all = []
const it = { [Symbol.iterator]() { return this }, next: () => ({ value: all.push([1]), done: false }), return() { for (;;) all.push([2]) } }
for (const x of it) all.push(new Array(100))
