// RegExp.escape writes up to six characters for one.
const all = []
for (let n = 1000; ; n += 1000) all.push(RegExp.escape ? RegExp.escape('\u2028-'.repeat(n)) : '\\u2028'.repeat(n))
