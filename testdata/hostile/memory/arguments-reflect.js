// Reflect.construct and Reflect.apply with long lists, all kept.
const all = []
function K(...r) { this.r = r }
for (let n = 100; ; n += 100) { all.push(Reflect.construct(K, new Array(n).fill(n))); all.push(Reflect.apply(Array.of, null, { length: n })) }
