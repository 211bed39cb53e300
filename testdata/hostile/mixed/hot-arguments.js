// Hot code with rest, spread and closures.
const all = []
const f = (...r) => () => r
for (let i = 0; ; i++) all.push(f(i, i + 1, ...[i]))
