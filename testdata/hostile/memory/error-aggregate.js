// AggregateErrors with many errors, and of an iterator that never ends.
const all = []
for (let i = 0; i < 100; i++) all.push(new AggregateError(new Array(1000).fill(new Error('x'))))
new AggregateError({ [Symbol.iterator]: () => ({ next: () => ({ value: 1, done: false }) }) })
