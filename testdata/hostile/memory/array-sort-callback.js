// A comparator that leaves something behind at each call.
const all = []
const a = Array.from({ length: 10000 }, (v, i) => (i * 7919) % 10007)
for (;;) a.sort((x, y) => { all.push({ x, y }); return x - y })
