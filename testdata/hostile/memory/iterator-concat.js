// Iterator.concat of very many.
let it = [1].values()
const all = []
for (;;) all.push(Iterator.concat ? Iterator.concat([1], all, [2]) : [...all])
