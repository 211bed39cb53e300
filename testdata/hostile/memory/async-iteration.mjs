// for await over an iterator that keeps what it gave.
const all = []
const source = { [Symbol.asyncIterator]() { return this }, next() { const v = { value: new Array(50), done: false }; all.push(v); return Promise.resolve(v) } }
for await (const x of source) x.fill(1)
