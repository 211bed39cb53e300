// Hot code that makes strings from numbers.
const all = []
function f(i) { return 'n' + i + ':' + (i * 0.5) }
for (let i = 0; ; i++) all.push(f(i))
