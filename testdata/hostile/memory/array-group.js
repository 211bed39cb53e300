// Object.groupBy with a new key for each element.
const all = []
for (;;) all.push(Object.groupBy(new Array(20000).keys(), (x) => 'group' + all.length + '_' + x))
