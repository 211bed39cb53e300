// Descriptors of many properties at once.
const d = {}
for (let i = 0; i < 5000; i++) d['p' + i] = { value: i, enumerable: true }
const all = []
for (;;) all.push(Object.defineProperties({}, d))
