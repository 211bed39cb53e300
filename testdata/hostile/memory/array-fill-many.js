// Big arrays that all stay.
const all = []
for (;;) all.push(new Array(10000).fill(all))
