// Doubling by concat.
let a = new Array(1000).fill({})
for (;;) a = a.concat(a)
