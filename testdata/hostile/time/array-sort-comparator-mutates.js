// A comparator that changes what is sorted.
const a = Array.from({ length: 1e5 }, (_, i) => i * 7919 % 100003)
for (;;) a.sort((x, y) => { a.length = 0; a.push(x, y); return x - y })
